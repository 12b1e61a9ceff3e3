import type { FileEntry, FileKind, FileSource } from '../../../main/contract/files';
import { t } from '../../lib/i18n';

export const KIND_WORDS: Readonly<Record<FileKind, string>> = {
  file: t('File'),
  dir: t('Folder'),
  symlink: t('Link'),
  device: t('Device'),
  fifo: t('Named pipe'),
  socket: t('Socket'),
  other: t('Special file'),
};

const TYPE_LETTERS: Readonly<Record<FileKind, string>> = {
  ...{ file: '-', dir: 'd', symlink: 'l', device: 'b', fifo: 'p', socket: 's', other: '?' },
};

const RIGHTS = 'rwxrwxrwx';

/** Setuid, setgid and sticky take the place of an `x`, as a capital where that is not set. */
const SPECIALS: readonly (readonly [bit: number, place: number, letter: string])[] = [
  [0o4000, 2, 's'],
  [0o2000, 5, 's'],
  [0o1000, 8, 't'],
];

/** As `ls -l` has it: `drwxr-xr-x`. */
export function modeWords({ kind, mode }: Pick<FileEntry, 'kind' | 'mode'>): string {
  const letters = Array.from(RIGHTS, (letter, place) => ((mode >> (RIGHTS.length - 1 - place)) & 1 ? letter : '-'));
  for (const [bit, place, letter] of SPECIALS)
    if ((mode & bit) !== 0) letters[place] = letters[place] === 'x' ? letter : letter.toUpperCase();
  return TYPE_LETTERS[kind] + letters.join('');
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-21 19:35`, in this computer's time zone. */
export function timeWords(ms: number): string {
  const at = new Date(ms);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Where something can be changed, and run. */
export const canWrite = (source: FileSource): boolean => source.kind !== 'image';
export const canRun = (source: FileSource): boolean => source.kind === 'container';
