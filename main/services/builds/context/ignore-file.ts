import { BuildFault } from '../fault';
import { cleanPath, trimSpace } from './go-path';
import { isGlob } from './glob-syntax';
import { compilePattern } from './pattern';
import type { Said } from '../../../../texts/said';
import { say } from '../../../../texts/say';

/** One line of an ignore file. */
export interface Pattern {
  /** Cleaned, with `/`, without its `!`. */
  readonly text: string;
  /** Brings back what others leave out. */
  readonly exception: boolean;
  /** Throws BrokenPattern: so late does docker find some of them broken, and then builds nothing. */
  readonly matches: (path: string) => boolean;
}

/** Only told when it is compared. */
export class BrokenPattern extends BuildFault {
  constructor(file: string, pattern: string) {
    super('bad-wish', file, say('This is no pattern: {pattern}', { pattern }));
  }
}

/** Bytes; docker's reader gives up on more. */
const LONGEST_LINE = 65_536;
const BYTE_ORDER_MARK = /^\uFEFF/;

/** A line as it is meant, with its `!`; null: it means nothing. */
function meant(line: string): string | null {
  if (line.startsWith('#')) return null;
  const pattern = trimSpace(line);
  if (pattern === '') return null;
  const exception = pattern.startsWith('!');
  const bare = exception ? trimSpace(pattern.slice(1)) : pattern;
  const clean = bare === '' ? '' : cleanPath(bare);
  return `${exception ? '!' : ''}${clean.length > 1 && clean.startsWith('/') ? clean.slice(1) : clean}`;
}

interface Source {
  readonly file: string;
  /** Where a backslash is a separator. */
  readonly windows: boolean;
}

/** null: docker takes it for broken. */
export function patternOf(said: string, { file, windows }: Source): Pattern | null {
  const whole = cleanPath(trimSpace(said));
  const exception = whole.startsWith('!');
  const text = exception ? whole.slice(1) : whole;
  if (text === '' || !isGlob(text, !windows)) return null;
  const matches = compilePattern(text, !windows);
  const refuse = (): never => {
    throw new BrokenPattern(file, whole);
  };
  return { text, exception, matches: matches ?? refuse };
}

/** Its lines as docker reads them. Throws BuildFault where docker would not build. */
export function readPatterns(content: string, source: Source): readonly Pattern[] {
  const { file, windows } = source;
  const lines = content.replace(BYTE_ORDER_MARK, '').split('\n');
  return lines.flatMap((line, at) => {
    const number = at + 1;
    const broken = (detail: Said) => new BuildFault('bad-wish', file, detail);
    if (Buffer.byteLength(line) >= LONGEST_LINE)
      throw broken(say('Line {number} is longer than docker reads.', { number }));
    const said = meant(windows ? line.replaceAll('\\', '/') : line.replace(/\r$/, ''));
    if (said === null || said === '') return [];
    const pattern = patternOf(said, source);
    if (pattern === null) throw broken(say('Line {number} is no pattern: {said}', { number, said }));
    return [pattern];
  });
}
