import zlib from 'node:zlib';
import * as v from 'valibot';
import { mark } from '../../../contract/stats';
import type { StepValues } from './grid';

/** Of the format below; a file of a later one is left alone. */
export const FORMAT_VERSION = 1;

/**
 * A file of the history is a line each: eight hex digits of CRC-32, a space, JSON. The first line is the header. Series have
 * numbers, which hold for their file.
 */
export type Line =
  /** `hour`: see grid.ts. */
  | { readonly type: 'header'; readonly version: number; readonly hour: number }
  /** From here on series `number` is this one, and this container's. */
  | { readonly type: 'series'; readonly number: number; readonly key: string; readonly id: string }
  /** One step; null: the same values as this series had in its last one. */
  | { readonly type: 'step'; readonly step: number; readonly values: readonly (readonly [number, StepValues | null])[] }
  | { readonly type: 'mark'; readonly number: number; readonly mark: v.InferOutput<typeof mark> };

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const numbered = v.tuple([count, v.nullable(v.array(v.nullable(v.number())))]);
const schema = v.variant('type', [
  v.object({ type: v.literal('header'), version: count, hour: count }),
  v.object({ type: v.literal('series'), number: count, key: v.string(), id: v.string() }),
  v.object({ type: v.literal('step'), step: count, values: v.array(numbered) }),
  v.object({ type: v.literal('mark'), number: count, mark }),
]);

const checksum = (json: string): string => zlib.crc32(json).toString(16).padStart(8, '0');

/** With its line end. */
export function encodeLine(line: Line): string {
  const json = JSON.stringify(line);
  return `${checksum(json)} ${json}\n`;
}

/** Null: damaged, or not ours. */
export function decodeLine(text: string): Line | null {
  const json = text.slice(9);
  if (text[8] !== ' ' || checksum(json) !== text.slice(0, 8)) return null;
  try {
    const parsed = v.safeParse(schema, JSON.parse(json));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

export interface Decoded {
  readonly lines: readonly Line[];
  /**
   * `cut`: it ends in the middle of a line, as when its writer was killed. `damaged`: something before its end cannot be
   * read; `lines` are those that can. `newer`: of a later version of Slipway, nothing of it is read.
   */
  readonly state: 'whole' | 'cut' | 'damaged' | 'newer';
}

export function decodeFile(content: string): Decoded {
  const texts = content.split('\n');
  const rest = texts.pop() ?? '';
  const decoded = texts.map(decodeLine);
  const [header] = decoded;
  if (header?.type === 'header' && header.version > FORMAT_VERSION) return { lines: [], state: 'newer' };
  const lines = readable(decoded);
  const firstBad = decoded.indexOf(null);
  if (firstBad >= 0) {
    // What comes after a hole in the disk's own writing is no line either.
    const isTail = firstBad > 0 && decoded.slice(firstBad).every((line) => line === null);
    return { lines, state: isTail ? 'cut' : 'damaged' };
  }
  if (header?.type !== 'header') return { lines: [], state: header === undefined ? 'cut' : 'damaged' };
  return { lines, state: rest === '' ? 'whole' : 'cut' };
}

/** "As before" says nothing where what was before may be missing. */
function readable(decoded: readonly (Line | null)[]): readonly Line[] {
  const said = new Set<number>();
  const lines: Line[] = [];
  for (const line of decoded) {
    if (line === null) said.clear();
    else if (line.type !== 'step') lines.push(line);
    else {
      const values = line.values.filter(([number, own]) => own !== null || said.has(number));
      for (const [number] of values) said.add(number);
      lines.push({ ...line, values });
    }
  }
  return lines;
}
