import { record, text } from '../engine/loose';

/** What an engine writes into every container that says nothing of it. */
export interface EngineDefaults {
  readonly logDriver: string;
  readonly runtime: string;
  /** `private` or `host`. */
  readonly cgroupns: string;
}

export const USUAL_DEFAULTS: EngineDefaults = { logDriver: 'json-file', runtime: 'runc', cgroupns: 'private' };

/** From `GET /info`; the usual ones for what it does not say. */
export function engineDefaults(info: unknown): EngineDefaults {
  const { LoggingDriver, DefaultRuntime, CgroupVersion } = record(info);
  return {
    logDriver: text(LoggingDriver) || USUAL_DEFAULTS.logDriver,
    runtime: text(DefaultRuntime) || USUAL_DEFAULTS.runtime,
    cgroupns: text(CgroupVersion) === '1' ? 'host' : USUAL_DEFAULTS.cgroupns,
  };
}
