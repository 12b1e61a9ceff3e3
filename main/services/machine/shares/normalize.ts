import path from 'node:path';
import type { Share } from '../driver';
import { isWithin, pathsOf, tidyPath } from './share-paths';
import { say } from '../../../../texts/say';

export type ShareErrorKind = 'not-absolute' | 'refused' | 'too-many';

export class ShareError extends Error {
  override readonly name = 'ShareError';
  constructor(
    readonly kind: ShareErrorKind,
    readonly path: string,
    /** One sentence for the user. */
    message: string,
  ) {
    super(message);
  }
}

/** As many as the settings hold. */
const SHARES_LIMIT = 32;
/** Folders the guest has of its own: a share would hide them, or could not be put there. */
const GUESTS_OWN = [
  ...['/proc', '/sys', '/dev', '/etc', '/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/run', '/boot'],
  ...['/var/lib/docker', '/var/lib/containerd', '/var/run'],
];
/** Where Linux desktops show memory sticks. */
const ALLOWED_WITHIN = ['/run/media'];

/** The user's home, to read and write; nothing where that is no folder one could share. */
export function defaultShares(homeDir: string, platform: NodeJS.Platform): readonly Share[] {
  const home = tidyPath(homeDir, platform);
  return home === null || refusal(home, platform, null) !== null ? [] : [{ path: home, readOnly: false }];
}

/**
 * Absolute, without duplicates, parents first. Of two equal ones the read-only one counts; one inside another is kept
 * only where it differs, and then it counts for what is in it. Throws ShareError.
 * @param dataDir Slipway's own, with its keys and disks; null: none.
 */
export function normalizeShares(
  shares: readonly Share[],
  platform: NodeJS.Platform,
  dataDir: string | null = null,
): readonly Share[] {
  const byPath = new Map<string, Share>();
  for (const share of shares) {
    const tidy = tidyPath(share.path, platform);
    if (tidy === null)
      throw new ShareError('not-absolute', share.path, say('{path} is not an absolute path.', { path: share.path }));
    const reason = refusal(tidy, platform, dataDir);
    if (reason !== null) throw new ShareError('refused', tidy, reason);
    const key = platform === 'win32' ? tidy.toLowerCase() : tidy;
    byPath.set(key, { path: tidy, readOnly: share.readOnly || byPath.get(key)?.readOnly === true });
  }
  const kept: Share[] = [];
  // A folder is shorter than all that is in it.
  for (const share of [...byPath.values()].sort(parentsFirst))
    if (shareOf(share.path, kept, platform)?.readOnly !== share.readOnly) kept.push(share);
  if (kept.length > SHARES_LIMIT)
    throw new ShareError(
      'too-many',
      '',
      say('At most {sharesLimit} folders can be shared. Share a folder that holds several.', {
        sharesLimit: SHARES_LIMIT,
      }),
    );
  return kept;
}

const parentsFirst = (a: Share, b: Share): number => a.path.length - b.path.length || (a.path < b.path ? -1 : 1);

/** The share a path lies on: the innermost. */
export function shareOf(file: string, shares: readonly Share[], platform: NodeJS.Platform): Share | null {
  const around = shares.filter((share) => isWithin(file, share.path, platform));
  return around.reduce<Share | null>(
    (best, each) => (best !== null && best.path.length > each.path.length ? best : each),
    null,
  );
}

/** Whether the guest sees this path of the host. */
export function isShared(
  file: string,
  shares: readonly Share[],
  platform: NodeJS.Platform = process.platform,
): boolean {
  const tidy = tidyPath(file, platform);
  return tidy !== null && shareOf(tidy, shares, platform) !== null;
}

/** Whether the guest has something of its own there. */
export const isGuestsOwn = (guestPath: string): boolean =>
  GUESTS_OWN.some((own) => isWithin(guestPath, own, 'linux')) &&
  !ALLOWED_WITHIN.some((allowed) => isWithin(guestPath, allowed, 'linux'));

/** Why a folder cannot be shared; null: it can. */
export function refusal(folder: string, platform: NodeJS.Platform, dataDir: string | null): string | null {
  const own = dataDir === null ? null : tidyPath(dataDir, platform);
  if (own !== null && isWithin(folder, own, platform))
    return say("{folder} holds Slipway's own keys and disks and cannot be shared.", { folder });
  if (folder === pathsOf(platform).parse(folder).root)
    return say('{folder} as a whole cannot be shared. Share a folder in it.', { folder });
  if (platform === 'win32') return null;
  if (isGuestsOwn(folder))
    return say('{folder} cannot be shared: the machine has a folder of its own there.', { folder });
  const hidden = GUESTS_OWN.find((each) => isWithin(each, folder, platform));
  return hidden === undefined
    ? null
    : say("{folder} cannot be shared: it would hide the machine's own {hidden}. Share a folder in it.", {
        folder,
        hidden,
      });
}

/** The folder to share so that the guest sees this file or folder; null: none can be. */
export function folderToShare(
  file: string,
  isFolder: boolean,
  platform: NodeJS.Platform,
  dataDir: string | null,
): string | null {
  const folder = isFolder ? file : (platform === 'win32' ? path.win32 : path.posix).dirname(file);
  return refusal(folder, platform, dataDir) === null ? folder : null;
}
