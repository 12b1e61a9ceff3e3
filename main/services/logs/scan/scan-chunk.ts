import { isAscii } from 'node:buffer';
import { logLevels } from '../../../contract/logs';
import { type Chunk, startOf } from '../store/chunk';
import { levelOf } from './level';
import { patternOf, type Pattern, type Query } from './matcher';
import { plainText } from './plain-text';

/** What a scan found in one chunk, an entry for each line. */
export interface Found {
  /** 1: the line matches. */
  readonly hits: Uint8Array<ArrayBuffer>;
  /** Index in `logLevels`; empty when levels were not asked for. */
  readonly levels: Uint8Array<ArrayBuffer>;
  /** Seconds since `levelsFrom`; empty as `levels` is. */
  readonly seconds: Float32Array<ArrayBuffer>;
}

/** A line is searched this far, UTF-16 units. */
const SEARCHED = 1_000_000;
const MILLION = 1_000_000;

type Test = (text: string) => boolean;

/** The lines' texts, as cheaply as they can be had. */
function textsOf(chunk: Chunk, ascii: boolean): (index: number) => string {
  const { text, ends } = chunk;
  if (!ascii) return (index) => plainText(text.toString('utf8', startOf(chunk, index), ends[index] ?? 0));
  const all = text.toString('latin1');
  const clean = !all.includes('\u001b');
  return (index) => {
    const line = all.slice(startOf(chunk, index), ends[index] ?? 0);
    return clean ? line : plainText(line);
  };
}

function testOf(patterns: readonly Pattern[], ascii: boolean): Test | null {
  const tests = patterns.map(({ ascii: forAscii, unicode, negate }): Test => {
    const expression = ascii ? forAscii : unicode;
    return negate ? (text) => !expression.test(text) : (text) => expression.test(text);
  });
  const [only] = tests;
  if (only === undefined) return null;
  return tests.length === 1 ? only : (text) => tests.every((test) => test(text));
}

/** Looks for one query in any number of chunks. */
export function createChunkScan({ terms, stream, levelsFrom }: Query): (chunk: Chunk) => Found {
  const patterns = terms.map(patternOf);
  return (chunk) => {
    const { count, streams, text } = chunk;
    const ascii = isAscii(text);
    const textOf = textsOf(chunk, ascii);
    const test = testOf(patterns, ascii);
    const hits = new Uint8Array(count);
    const isWanted = (index: number): boolean => stream === null || streams[index] === stream;
    if (test === null) for (let index = 0; index < count; index += 1) hits[index] = isWanted(index) ? 1 : 0;
    else
      for (let index = 0; index < count; index += 1) {
        if (isWanted(index) && test(cut(textOf(index)))) hits[index] = 1;
      }
    return { hits, ...levelled(chunk, textOf, levelsFrom) };
  };
}

const cut = (line: string): string => (line.length > SEARCHED ? line.slice(0, SEARCHED) : line);

function levelled(
  { count, times }: Chunk,
  textOf: (index: number) => string,
  levelsFrom: number | null,
): Pick<Found, 'levels' | 'seconds'> {
  const size = levelsFrom === null ? 0 : count;
  const levels = new Uint8Array(size);
  const seconds = new Float32Array(size);
  for (let index = 0; index < size; index += 1) {
    levels[index] = logLevels.indexOf(levelOf(textOf(index)));
    seconds[index] = ((times[index] ?? 0) - (levelsFrom ?? 0)) / MILLION;
  }
  return { levels, seconds };
}
