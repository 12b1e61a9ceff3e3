import type { BuildReport } from '../../../contract/builds';
import { createPause, pause as rest } from '../../engine/pause';
import type { BuildLog, BuildRecord } from '../history/record';
import { type Entry, isOver } from './entry';

/** Often enough for an eye, ms. */
const EVERY_MS = 200;
const MOST_LINES = 1000;
/** Characters of one item. */
const MOST_TEXT = 262_144;

/** Lines in pieces that no reader chokes on. */
function* logItems(
  step: number | null,
  { lines, dropped }: { readonly lines: readonly string[]; readonly dropped: number },
): Generator<BuildReport, void, undefined> {
  let part: string[] = [];
  let size = 0;
  let before = dropped;
  for (const line of lines) {
    if (part.length >= MOST_LINES || size + line.length > MOST_TEXT) {
      yield { type: 'log', step, lines: part, dropped: before };
      [part, size, before] = [[], 0, 0];
    }
    part.push(line);
    size += line.length;
  }
  if (part.length + before > 0) yield { type: 'log', step, lines: part, dropped: before };
}

/** A build that is over, from its beginning. */
export function* reportKept({ text, steps }: BuildRecord, log: BuildLog): Generator<BuildReport, void, undefined> {
  yield { type: 'reset', dockerfile: text };
  yield { type: 'steps', steps };
  for (const { step, ...part } of log) yield* logItems(step, part);
  yield { type: 'end' };
}

/** What one reader was told of a build. */
function createTeller({ ledger }: Entry) {
  const revisions = new Map<number, number>();
  const places = new Map<number | null, number>();
  return function* (): Generator<BuildReport, void, undefined> {
    const steps = ledger.steps().filter(({ index }) => revisions.get(index) !== ledger.revisionOf(index));
    for (const { index } of steps) revisions.set(index, ledger.revisionOf(index));
    if (steps.length > 0) yield { type: 'steps', steps };
    for (const step of [null, ...ledger.steps().map(({ index }) => index)]) {
      const { parts, next } = ledger.slice(step, places.get(step) ?? 0);
      places.set(step, next);
      for (const part of parts) yield* logItems(step, part);
    }
  };
}

/** A build from its beginning, as it goes on. Ends when all was told, or with `signal`. */
export async function* reportLive(entry: Entry, signal: AbortSignal): AsyncGenerator<BuildReport, void, undefined> {
  const pause = createPause();
  const tell = createTeller(entry);
  const seen = { changes: 0 };
  const note = (): void => {
    seen.changes += 1;
    pause.wake();
  };
  const stop = entry.ledger.onChange(note);
  void entry.settled.then(note);
  try {
    yield { type: 'reset', dockerfile: entry.text };
    while (!signal.aborted) {
      const at = seen.changes;
      const over = isOver(entry);
      yield* tell();
      if (over) {
        yield { type: 'end' };
        return;
      }
      await rest(EVERY_MS, signal);
      if (at === seen.changes) await pause.wait(null, signal);
    }
  } finally {
    stop();
  }
}
