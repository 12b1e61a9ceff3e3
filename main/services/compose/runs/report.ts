import type { RunReport } from '../../../contract/compose-runs';
import { createPause, pause as rest } from '../../engine/pause';
import type { Entry } from './entry';
import type { RunRecord } from './history';
import type { KeptLog } from './log-file';

/** Often enough for an eye, ms. */
const EVERY_MS = 100;
const MOST_LINES = 1000;
/** Characters of one item. */
const MOST_TEXT = 262_144;

/** Lines in pieces that no reader chokes on. */
function* logItems({ lines, dropped }: KeptLog): Generator<RunReport, void, undefined> {
  let part: string[] = [];
  let size = 0;
  let before = dropped;
  for (const line of lines) {
    if (part.length >= MOST_LINES || size + line.length > MOST_TEXT) {
      yield { type: 'log', lines: part, dropped: before };
      [part, size, before] = [[], 0, 0];
    }
    part.push(line);
    size += line.length;
  }
  if (part.length + before > 0) yield { type: 'log', lines: part, dropped: before };
}

/** A run that is over, from its beginning. */
export function* reportKept({ steps }: RunRecord, log: KeptLog): Generator<RunReport, void, undefined> {
  yield { type: 'reset' };
  if (steps.length > 0) yield { type: 'steps', steps };
  yield* logItems(log);
  yield { type: 'end' };
}

/** What one reader was told of a run. */
function createTeller({ steps, output }: Entry) {
  const revisions = new Map<string, number>();
  let place = 0;
  return function* (): Generator<RunReport, void, undefined> {
    const changed = steps.all().filter(({ id }) => revisions.get(id) !== steps.revisionOf(id));
    for (const { id } of changed) revisions.set(id, steps.revisionOf(id));
    if (changed.length > 0) yield { type: 'steps', steps: changed };
    const { next, ...log } = output.read(place);
    place = next;
    yield* logItems(log);
  };
}

/** A run from its beginning, as it goes on. Ends when all was told, or with `signal`. */
export async function* reportLive(entry: Entry, signal: AbortSignal): AsyncGenerator<RunReport, void, undefined> {
  const pause = createPause();
  const tell = createTeller(entry);
  let changes = 0;
  const note = (): void => {
    changes += 1;
    pause.wake();
  };
  entry.listeners.add(note);
  try {
    yield { type: 'reset' };
    while (!signal.aborted) {
      const at = changes;
      const over = entry.state !== 'running';
      yield* tell();
      if (over) {
        yield { type: 'end' };
        return;
      }
      await rest(EVERY_MS, signal);
      if (at === changes) await pause.wait(null, signal);
    }
  } finally {
    entry.listeners.delete(note);
  }
}
