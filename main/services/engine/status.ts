import type { ConnectionState, EngineStatus } from '../../contract/engine';
import type { Named } from './discovered';

/** The connection's state as the user sees it. */
export interface Status {
  get(): EngineStatus;
  /** `reason`: one sentence, empty when connected. */
  set(state: ConnectionState, engine: Named | null, reason: string): void;
  skew(ms: number): void;
}

/** Whole seconds are what the engine tells; less is no change. */
const SKEW_STEP_MS = 1_000;

export function createStatus(onChange: () => void): Status {
  let now: EngineStatus = { state: 'connecting', engine: null, reason: '', since: Date.now(), clockSkewMs: 0 };
  return {
    get: () => now,
    set: (state, named, reason) => {
      const engine = named === null ? null : { key: named.key, name: named.name, url: named.url };
      const same = state === now.state && JSON.stringify(engine) === JSON.stringify(now.engine);
      if (same && reason === now.reason) return;
      now = { ...now, state, engine, reason, since: same ? now.since : Date.now() };
      onChange();
    },
    skew: (ms) => {
      if (Math.abs(ms - now.clockSkewMs) < SKEW_STEP_MS) return;
      now = { ...now, clockSkewMs: ms };
      onChange();
    },
  };
}
