import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenedFileKind } from '../../contract/host';
import { linkAmong } from './links';

/** Longer paths are no system's. */
const LONGEST = 4096;
/** A drive or a share; what `\\.\` and `\\?\` lead to are devices. */
const WINDOWS = /^(?:[a-z]:[\\/]|\\\\[^\\/?.][^\\/]*[\\/])/i;

const COMPOSE = /\.ya?ml$/i;
/** Of those that `docker load` takes; which of them Slipway can read is told when it is read. */
const IMAGES = /\.(?:tar(?:\.(?:gz|bz2|xz|zst))?|tgz|tbz2|txz)$/i;

/** What a file is opened as, by its name alone; null: Slipway opens no such file. */
export function kindOfFile(file: string): OpenedFileKind | null {
  if (COMPOSE.test(file)) return 'compose';
  return IMAGES.test(file) ? 'images' : null;
}

/** A file manager may write a path as an address; one that names another computer is no file of this one. */
function pathOf(arg: string, platform: NodeJS.Platform): string | null {
  const windows = platform === 'win32';
  if (!/^file:/i.test(arg)) return arg;
  try {
    const url = new URL(arg);
    const isHere = url.host === '' && url.search === '' && url.hash === '';
    return isHere ? fileURLToPath(url, { windows }) : null;
  } catch {
    return null;
  }
}

const isWhole = (file: string, platform: NodeJS.Platform): boolean =>
  platform === 'win32' ? WINDOWS.test(file) : path.posix.isAbsolute(file);

/**
 * The paths among a program's arguments that may be files to open: absolute ones with a name of those that are opened. Whether they are
 * there is not looked at. A start for a link is for no file, so that a link cannot bring one along.
 */
export function filesAmong(args: readonly string[], platform: NodeJS.Platform): readonly string[] {
  if (linkAmong(args) !== null) return [];
  return args.flatMap((arg) => {
    const file = arg.length > LONGEST ? null : pathOf(arg, platform);
    const isOne = file !== null && !file.includes('\0') && isWhole(file, platform) && kindOfFile(file) !== null;
    return isOne ? [file] : [];
  });
}
