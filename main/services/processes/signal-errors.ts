/** Why there is no way to a single process. */
export type NoWayReason = 'no-shell' | 'shared-pids' | 'not-found' | 'not-permitted' | 'paused';

export class NoSignalWay extends Error {
  override readonly name = 'NoSignalWay';
  constructor(
    readonly reason: NoWayReason,
    /** The engine's or the program's own words; hostile. */
    readonly detail: string,
  ) {
    super(`no way to signal: ${reason}`);
  }
}

/** The process is not there any more, or is another one by now. */
export class ProcessGone extends Error {
  override readonly name = 'ProcessGone';
}
