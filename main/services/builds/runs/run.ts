import { createLimiter, type Limiter } from '../../engine/limiter';
import { parseDockerfile } from '../dockerfile/parse';
import type { History } from '../history/history';
import type { Recollection } from '../missed/memory';
import { conclude } from './conclude';
import type { Drive } from './drive';
import { type Entry, logOf, recordOf } from './entry';
import type { Table } from './table';
import { say } from '../../../../texts/say';

export interface RunParts {
  readonly history: History;
  readonly table: Table;
  readonly log: (line: string) => void;
  /** Builds; rejects with what went wrong. */
  readonly drive: (entry: Entry, drive: Drive) => Promise<void>;
}

const AT_ONCE = 4;

async function work({ drive, table }: RunParts, limiter: Limiter, entry: Entry): Promise<void> {
  const { wish, text, ledger, controller } = entry;
  const { signal } = controller;
  const leave = await limiter.enter(signal);
  try {
    entry.state = 'running';
    table.changed();
    const told: Drive['told'] = (facts) => {
      entry.told = { ...entry.told, ...facts };
      table.changed();
    };
    await drive(entry, { wish, text, instructions: parseDockerfile(text).instructions, ledger, told, signal });
  } finally {
    leave();
  }
}

/** What it was made of, for the next build of the same. */
async function remember(entry: Entry, recollection: Recollection): Promise<void> {
  if (entry.controller.signal.aborted) return;
  await recollection.ready;
  entry.bases = await recollection.bases();
  await recollection.keep();
}

/** Does one build after the other, so many at once, and keeps how each went. What it returns never rejects. */
export function createRun(parts: RunParts): (entry: Entry, recollection: Recollection) => Promise<void> {
  const { history, table, log } = parts;
  const limiter = createLimiter(AT_ONCE);
  const kept = (entry: Entry, what: () => Promise<void>): Promise<void> =>
    what().catch((error: unknown) => log(`builds: ${entry.id} could not be kept: ${String(error)}`));
  return async (entry, recollection) => {
    const saved = kept(entry, () => history.save(recordOf(entry)));
    const error = await work(parts, limiter, entry).then(
      () => null,
      (reason: unknown) => reason ?? new Error(say('It broke off.')),
    );
    await saved;
    await kept(entry, () => remember(entry, recollection));
    entry.ledger.endAll();
    Object.assign(entry, conclude(error, entry.controller.signal), { endedAt: Date.now() });
    table.changed();
    await kept(entry, () => history.save(recordOf(entry), logOf(entry)));
    // Who reads it has it still; who comes later reads the file.
    table.remove(entry.id);
  };
}
