import { create } from 'zustand';
import type { EngineState } from '../../../main/contract/engine';
import { watch } from '../use-stream';

export interface EngineStore {
  /** Null until main has told; then always the last known. */
  readonly state: EngineState | null;
}

/** What main says of the engines. Started once, by the app; read by every view. */
export const useEngine = create<EngineStore>(() => ({ state: null }));

export const startEngineStore = (): (() => void) =>
  watch('engine.watch', undefined, { onItem: (state) => useEngine.setState({ state }) });

/**
 * Names one connection to one engine: part of the key of whatever was asked of it, so that a reconnect or another engine
 * asks anew. Null while not connected.
 */
export const useConnectionId = (): string | null =>
  useEngine(({ state }) => {
    if (state?.status.state !== 'connected' || state.status.engine === null) return null;
    return `${state.status.engine.key} ${state.status.since}`;
  });

/** Why no engine is in reach, possibly ''; null: one is, or is being tried. Hostile. */
export const useEngineAway = (): string | null =>
  useEngine(({ state }) => {
    if (state === null || state.status.state === 'connected' || state.status.state === 'connecting') return null;
    return state.status.reason;
  });
