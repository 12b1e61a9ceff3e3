import { charactersOf } from './go-path';

/** What a pattern is compared with, to see whether it is one. */
const PROBE = '.';

interface Bound {
  readonly value: string;
  readonly end: number;
}

interface Step {
  /** Whether the probe's character is meant. */
  readonly meant: boolean;
  readonly end: number;
}

interface Outcome {
  readonly matched: boolean;
  /** What is left of the probe. */
  readonly rest: string;
}

/** One end of a range; something must follow it. null: there is none. */
function readBound(chunk: readonly string[], at: number, escapes: boolean): Bound | null {
  const first = chunk[at];
  if (first === undefined || first === '-' || first === ']') return null;
  const from = first === '\\' && escapes ? at + 1 : at;
  return from + 1 < chunk.length ? { value: chunk[from] ?? '', end: from + 1 } : null;
}

function readClass(chunk: readonly string[], from: number, escapes: boolean): Step | null {
  const negative = chunk[from] === '^';
  let at = negative ? from + 1 : from;
  let meant = false;
  for (let ranges = 0; ; ranges += 1) {
    if (chunk[at] === ']' && ranges > 0) return { meant: meant !== negative, end: at + 1 };
    const low = readBound(chunk, at, escapes);
    if (low === null) return null;
    const high = chunk[low.end] === '-' ? readBound(chunk, low.end + 1, escapes) : low;
    if (high === null) return null;
    if (low.value <= PROBE && PROBE <= high.value) meant = true;
    at = high.end;
  }
}

function readStep(chunk: readonly string[], at: number, escapes: boolean): Step | null {
  if (chunk[at] === '[') return readClass(chunk, at + 1, escapes);
  if (chunk[at] === '?') return { meant: true, end: at + 1 };
  const from = chunk[at] === '\\' && escapes ? at + 1 : at;
  return from < chunk.length ? { meant: chunk[from] === PROBE, end: from + 1 } : null;
}

/** null: it is broken, be it behind what did not match. */
function compare(chunk: readonly string[], probe: string, escapes: boolean): Outcome | null {
  let [rest, matched] = [probe, true];
  for (let at = 0; at < chunk.length;) {
    const step = readStep(chunk, at, escapes);
    if (step === null) return null;
    matched &&= rest !== '' && step.meant;
    if (matched) rest = '';
    at = step.end;
  }
  return { matched, rest };
}

/** Where the next star outside of brackets is, or the end. */
function chunkEnd(pattern: readonly string[], from: number, escapes: boolean): number {
  let inClass = false;
  for (let at = from; at < pattern.length; at += 1) {
    const character = pattern[at];
    if (character === '\\' && escapes) at += 1;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '*' && !inClass) return at;
  }
  return pattern.length;
}

/** After a star the probe may be passed over. */
function compareAnywhere(chunk: readonly string[], probe: string, { star, last, escapes }: Where): Outcome | null {
  const first = compare(chunk, probe, escapes);
  if (first === null || (first.matched && (first.rest === '' || !last))) return first;
  if (!star || probe === '') return { matched: false, rest: '' };
  return compare(chunk, '', escapes);
}

interface Where {
  readonly star: boolean;
  readonly last: boolean;
  readonly escapes: boolean;
}

/**
 * Whether Go's filepath.Match takes a pattern, which docker asks first. It compares with `.`, and sees only what is wrong up to
 * where that does not match: `a*[-a]` passes, `[-a]` does not.
 * @param escapes Whether a backslash takes the meaning from what follows: not on Windows.
 */
export function isGlob(text: string, escapes: boolean): boolean {
  const pattern = charactersOf(text);
  let probe = PROBE;
  for (let at = 0; at < pattern.length;) {
    const star = pattern[at] === '*';
    while (pattern[at] === '*') at += 1;
    const end = chunkEnd(pattern, at, escapes);
    if (star && end === at) return true;
    const where = { star, last: end >= pattern.length, escapes };
    const outcome = compareAnywhere(pattern.slice(at, end), probe, where);
    if (outcome === null) return false;
    if (!outcome.matched) return true;
    probe = outcome.rest;
    at = end;
  }
  return true;
}
