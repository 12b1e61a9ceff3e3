import type { Worker } from 'node:worker_threads';
import type { CrashReport, HostInfo } from '../contract/host';
import type { HostProcess } from '../services/budget/budget';
import type { OpenPath, PickFolder } from '../services/shell/folders';
import type { SystemNotices } from '../services/shell/notices';
import type { SafeStorage } from '../services/shell/safe-storage';
import type { NoUpdater, Updater } from '../services/shell/updater';

export interface AppOptions {
  /** Holds settings and logs; made when it is not there. */
  readonly dataDir: string;
  /** The `--engine` URL, or `vm`. */
  readonly engineUrl: string | null;
  /** The folder of a checkout, which builds the machine's image; null: a released app. */
  readonly checkout: string | null;
  /** The folder with what was packaged beside the app (docker CLI, compose, the machine's image); left out: nothing was. */
  readonly resources?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly version: string;
  /** The user's name. */
  readonly user: string;
  readonly host: HostInfo['host'];
  /** Left out: this host has no dialog to pick a folder with. */
  readonly pickFolder?: PickFolder;
  /** What the computer's user reads, as BCP 47, best first; for what is said outside of pages. Left out: not known. */
  readonly languages?: () => Promise<readonly string[]>;
  /** Left out: this host has no keychain. */
  readonly safeStorage?: SafeStorage;
  /** Left out: this host tells nothing outside of its pages. */
  readonly notices?: SystemNotices;
  /** Calls its listener each time that the computer has woken. Left out: only the clocks tell. */
  readonly onResume?: (listener: () => void) => () => void;
  /** Left out: this host cannot. */
  readonly openPath?: OpenPath;
  /** The address that tells of new versions. Left out, or null: this build has none. */
  readonly updatesFeed?: () => string | null;
  /** Replaces the program by a newer one, or why it cannot. Left out: `not-packaged`. */
  readonly updater?: Updater | NoUpdater;
  /** What the Slipway before this one left behind when it crashed, told once. Left out: nothing is known of crashes. */
  readonly lastCrash?: () => CrashReport | null;
  /** Of the host, this one or not; left out: there is none but this one. */
  readonly processes?: () => readonly HostProcess[];
  /** Starts the thread of `main/services/logs/scan/worker.ts`, which stands beside the host once it is built. */
  readonly startLogScanner: () => Worker;
}
