import path from 'node:path';
import type { App } from 'electron';
import type { NoUpdater, Updater } from '../../../services/shell/updater';
import { readFeed } from './feed';
import type { UpdateKind } from './updater';

export interface FindUpdaterOptions {
  readonly app: App;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where a build's resources are. */
  readonly resources: string;
  readonly quit: () => void;
  readonly log: (line: string) => void;
}

/** Written at packaging; without it, nothing is asked of anybody. */
const FEED_FILE = 'update-feed.json';

/** A package of Linux is its package manager's. */
function kindHere({ platform, env }: FindUpdaterOptions): UpdateKind | null {
  if (platform === 'darwin') return 'mac';
  if (platform === 'win32') return 'nsis';
  return env.APPIMAGE === undefined ? null : 'appimage';
}

/** What is asked for a newer version here; null: this build asks nobody. */
export function feedAddress({
  app,
  resources,
  platform,
}: Pick<FindUpdaterOptions, 'app' | 'resources' | 'platform'>): string | null {
  const feed = app.isPackaged ? readFeed(path.join(resources, FEED_FILE)) : null;
  return feed === null ? null : `${feed.url.replace(/\/$/, '')}/${feedFile(platform, process.arch)}`;
}

/** As electron-updater names it. */
function feedFile(platform: NodeJS.Platform, arch: string): string {
  if (platform === 'win32') return 'latest.yml';
  if (platform === 'darwin') return 'latest-mac.yml';
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`;
}

/** How this Slipway replaces itself, or why it does not. */
export async function findUpdater(options: FindUpdaterOptions): Promise<Updater | NoUpdater> {
  const { app, resources, quit, log } = options;
  if (!app.isPackaged) return 'not-packaged';
  const feed = readFeed(path.join(resources, FEED_FILE));
  const kind = kindHere(options);
  if (feed === null) return 'no-feed';
  if (kind === null) return 'other-means';
  // Whose program it is, nobody could tell.
  if (kind === 'nsis' && !feed.namesPublisher) return 'no-feed';
  // Only now: it is large, and most starts need none of it.
  const [{ createUpdater }, { ElectronHttpExecutor }, { ElectronAppAdapter }] = await Promise.all([
    import('./updater'),
    import('electron-updater/out/electronHttpExecutor'),
    import('electron-updater/out/ElectronAppAdapter'),
  ]);
  return createUpdater({
    kind,
    feed,
    app: new ElectronAppAdapter(app),
    executor: new ElectronHttpExecutor(),
    quit,
    log,
  });
}
