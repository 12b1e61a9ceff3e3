import { realpath, stat } from 'node:fs/promises';
import type { CheckedBind } from '../../../contract/machine';
import type { Share } from '../driver';
import { folderToShare, isGuestsOwn, shareOf } from './normalize';
import { isWithin, tidyPath, toGuestPath } from './share-paths';
import { say } from '../../../../texts/say';

/** What the host says of a path; null: there is nothing. */
export interface HostFile {
  /** Without symbolic links. */
  readonly real: string;
  readonly isFolder: boolean;
}

export interface CheckBindsOptions {
  readonly platform?: NodeJS.Platform;
  /** Slipway's own, with its keys and disks. */
  readonly dataDir?: string | null;
  /** Default: asks the disk. */
  readonly exists?: (file: string) => Promise<HostFile | null>;
}

/** What the disk says. */
export async function lookOnDisk(file: string): Promise<HostFile | null> {
  try {
    const real = await realpath(file);
    return { real, isFolder: (await stat(real)).isDirectory() };
  } catch {
    return null;
  }
}

/**
 * The host paths among a container's binds, of `source:target[:options]`; names of volumes are left out. `C:\x:/x` is
 * understood on Windows.
 */
export const bindSources = (
  binds: readonly string[],
  platform: NodeJS.Platform = process.platform,
): readonly string[] =>
  binds.flatMap((bind) => {
    const match = (platform === 'win32' ? /^([a-z]:[\\/][^:]*|\/[^:]*)(?::|$)/i : /^(\/[^:]*)(?::|$)/).exec(bind);
    return match?.[1] === undefined ? [] : [match[1]];
  });

/** For each bind source, in order, whether the container will see what the user means. */
export async function checkBinds(
  sources: readonly string[],
  shares: readonly Share[],
  options: CheckBindsOptions = {},
): Promise<readonly CheckedBind[]> {
  const { platform = process.platform, dataDir = null, exists = lookOnDisk } = options;
  // A share may itself be reached by a link: what it really is counts as shared too.
  const real = await Promise.all(
    shares.map(async (share) => ({ ...share, path: (await exists(share.path))?.real ?? share.path })),
  );
  const context: Context = { platform, dataDir, exists, shares, realShares: real };
  return Promise.all(sources.map((source) => checkOne(source, context)));
}

interface Context {
  readonly platform: NodeJS.Platform;
  readonly dataDir: string | null;
  readonly exists: (file: string) => Promise<HostFile | null>;
  readonly shares: readonly Share[];
  readonly realShares: readonly Share[];
}

async function checkOne(source: string, context: Context): Promise<CheckedBind> {
  const { platform, shares } = context;
  const tidy = tidyPath(source, platform);
  const found = tidy === null ? null : await context.exists(tidy);
  const share = tidy === null || isOwn(tidy, context) ? null : shareOf(tidy, shares, platform);
  const guestPath = toGuestPath(tidy ?? source, platform);
  const base = { source, guestPath, readOnly: share?.readOnly ?? false, message: null, addShare: null };
  if (share === null) {
    if (isGuestsOwn(guestPath)) return { ...base, verdict: 'guest' };
    return { ...base, verdict: 'not-shared', ...notShared(tidy ?? source, found, context) };
  }
  if (found === null)
    return {
      ...base,
      verdict: 'missing',
      message: say('{source} is not there: the container would get an empty folder.', { source }),
    };
  if (!isOwn(found.real, context) && isReached(found.real, context)) return { ...base, verdict: 'ok' };
  const { addShare, message } = notShared(found.real, found, context);
  return {
    ...base,
    verdict: 'leads-out',
    addShare,
    message: say('{source} is a link to {real}. {message}', { source, real: found.real, message }),
  };
}

const isReached = (real: string, { shares, realShares, platform }: Context): boolean =>
  shareOf(real, [...shares, ...realShares], platform) !== null;

const isOwn = (file: string, { dataDir, platform }: Context): boolean => {
  const own = dataDir === null ? null : tidyPath(dataDir, platform);
  return own !== null && isWithin(file, own, platform);
};

function notShared(
  file: string,
  found: HostFile | null,
  { platform, dataDir }: Context,
): { readonly addShare: string | null; readonly message: string } {
  const tidy = tidyPath(file, platform);
  const addShare = tidy === null ? null : folderToShare(tidy, found?.isFolder ?? true, platform, dataDir);
  const remedy =
    addShare === null
      ? say('It cannot be: copy it to a folder that is.')
      : say('Add {addShare} to the shared folders.', { addShare });
  return { addShare, message: say('{file} is not shared with the machine. {remedy}', { file, remedy }) };
}
