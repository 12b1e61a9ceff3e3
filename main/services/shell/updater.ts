import type { Release, UpdateFault } from '../../contract/updates';

/** What the host's updater fails with. */
export class UpdateFailure extends Error {
  override readonly name = 'UpdateFailure';
  constructor(
    readonly kind: UpdateFault['kind'],
    message: string,
  ) {
    super(message);
  }
}

/** How a host replaces its own program. One thing at a time is asked of it. */
export interface Updater {
  /** What the feed offers, if it is newer; null: nothing. Rejects with UpdateFailure. */
  check(): Promise<Release | null>;
  /** Of what the last `check` found: to disk, and checked. Rejects with UpdateFailure, or with the signal's reason. */
  download(told: (bytes: number, total: number | null) => void, signal: AbortSignal): Promise<void>;
  /** Whether what was downloaded is installed when the app quits. */
  installOnQuit(yes: boolean): void;
  /** Quits, installs what was downloaded, starts again. */
  restart(): void;
}

/** Why there is no updater. */
export type NoUpdater = 'no-feed' | 'not-packaged' | 'other-means';
