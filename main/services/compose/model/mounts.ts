import { say } from '../../../../texts/say';

/** One mount of the short form. */
export interface MountParts {
  readonly type: 'volume' | 'bind';
  /** '': an anonymous volume. As it is written. */
  readonly source: string;
  readonly target: string;
  readonly mode: readonly string[];
}

const DRIVE = /^[A-Za-z]:[\\/]/;

export const isHostPath = (source: string): boolean => /^(?:[./~]|\\)/.test(source) || DRIVE.test(source);

/** At colons that are not those of a drive. */
function split(said: string): readonly string[] {
  const drive = DRIVE.test(said) ? said.slice(0, 2) : '';
  const [first = '', ...rest] = said.slice(drive.length).split(':');
  const words = [drive + first];
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    const next = rest[at + 1];
    // A folder of a Windows container: `data:C:\data`.
    if (/^[A-Za-z]$/.test(word) && next !== undefined && /^[\\/]/.test(next)) {
      words.push(`${word}:${next}`);
      at += 1;
    } else words.push(word);
  }
  return words;
}

/** `SOURCE:TARGET:MODE`; a text: what is wrong with it. */
export function readMount(said: string): MountParts | string {
  const words = split(said);
  const [first = '', second = '', mode = ''] = words;
  if (words.length > 3 || words.some((word, at) => word === '' && at < 2))
    return say('A volume is written as SOURCE:TARGET or SOURCE:TARGET:MODE.');
  if (words.length === 1) return { type: 'volume', source: '', target: first, mode: [] };
  const modes = mode === '' ? [] : mode.split(',');
  return { type: isHostPath(first) ? 'bind' : 'volume', source: first, target: second, mode: modes };
}
