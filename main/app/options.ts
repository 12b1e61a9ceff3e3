import type { Worker } from 'node:worker_threads';
import type { HostInfo } from '../contract/host';
import type { HostProcess } from '../services/budget/budget';
import type { PickFolder } from '../services/shell/folders';
import type { SystemNotices } from '../services/shell/notices';
import type { SafeStorage } from '../services/shell/safe-storage';

export interface AppOptions {
  /** Holds settings and logs; made when it is not there. */
  readonly dataDir: string;
  /** The `--engine` URL, or `vm`. */
  readonly engineUrl: string | null;
  /** The folder of a checkout, which builds the machine's image; null: a released app. */
  readonly checkout: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly version: string;
  /** The user's name. */
  readonly user: string;
  readonly host: HostInfo['host'];
  /** Left out: this host has no dialog to pick a folder with. */
  readonly pickFolder?: PickFolder;
  /** Left out: this host has no keychain. */
  readonly safeStorage?: SafeStorage;
  /** Left out: this host tells nothing outside of its pages. */
  readonly notices?: SystemNotices;
  /** Of the host, this one or not; left out: there is none but this one. */
  readonly processes?: () => readonly HostProcess[];
  /** Starts the thread of `main/services/logs/scan/worker.ts`, which stands beside the host once it is built. */
  readonly startLogScanner: () => Worker;
}
