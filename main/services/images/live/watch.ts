import type { ImageRow } from '../../../contract/images';
import type { RowChange } from '../../../contract/rows';
import { createPause, pause as rest } from '../../engine/pause';
import { inspectedImage, readImage, readImages } from '../read';
import type { ImagesEngine, WatchContainers } from '../types';
import { type Changes, createChanges } from './changes';
import { createImageTable, type ImageTable } from './table';
import { createUserTable, type UserTable } from './users';

/** Events come in bursts: what they say is followed up at most so often, ms. */
const PERIOD_MS = 250;
const RETRY_MS = 2000;

interface Ground {
  readonly engine: ImagesEngine;
  readonly containers: WatchContainers;
}

interface Watching {
  readonly client: ImagesEngine['client'];
  readonly table: ImageTable;
  readonly changes: Changes;
}

const isOver = (signal: AbortSignal): boolean => signal.aborted;

/**
 * The images and who uses them: listed when somebody begins to look, and then kept up by events. A changed image is looked up by
 * itself, a storm is one list, and containers, which come and go more often, cost no question at all. Ends with `signal`; never
 * throws: what cannot be read is `stale`, and is tried again.
 */
export async function* watchImages(
  { engine, containers }: Ground,
  signal: AbortSignal,
): AsyncGenerator<RowChange<ImageRow>, void, undefined> {
  const pause = createPause();
  const users = createUserTable();
  const table = createImageTable(users);
  const changes = createChanges();
  const known = { connected: false, news: 0, synced: false };
  const note = (): void => {
    known.news += 1;
    pause.wake();
  };
  const stop = follow(engine, { changes, note, connect: (connected) => (known.connected = connected) });
  void followUsers(containers, { users, table, note }, signal);
  try {
    yield { type: 'reset' };
    while (!isOver(signal)) {
      const at = known.news;
      const wait = known.connected ? await step({ client: engine.client, table, changes }, signal) : 'failed';
      if (isOver(signal)) return;
      if (wait === 'failed') {
        known.synced = false;
        yield { type: 'stale' };
      } else {
        yield* table.news();
        if (!known.synced && changes.isListed()) {
          known.synced = true;
          yield { type: 'synced' };
        }
      }
      await rest(PERIOD_MS, signal);
      if (at === known.news) await pause.wait(wait === 'failed' ? (known.connected ? RETRY_MS : null) : wait, signal);
    }
  } finally {
    stop();
  }
}

interface Following {
  readonly changes: Changes;
  readonly note: () => void;
  readonly connect: (connected: boolean) => void;
}

function follow(engine: ImagesEngine, { changes, note, connect }: Following): () => void {
  const turn = (connected: boolean) => (): void => {
    connect(connected);
    if (connected) changes.all();
    note();
  };
  return engine.subscribe({
    connected: turn(true),
    disconnected: turn(false),
    event: (event) => {
      if (changes.event(event)) note();
    },
  });
}

interface Joining {
  readonly users: UserTable;
  readonly table: ImageTable;
  readonly note: () => void;
}

async function followUsers(containers: WatchContainers, { users, table, note }: Joining, signal: AbortSignal) {
  for await (const change of containers(signal)) {
    const touched = users.take(change);
    table.touch(touched);
    if (touched === null || touched.size > 0) note();
  }
}

/** Asks what is to be asked now. Returns how long to wait for the next, ms (null: for whatever comes). */
async function step(watching: Watching, signal: AbortSignal): Promise<number | 'failed' | null> {
  const { client, table, changes } = watching;
  const next = changes.next(performance.now());
  if (next === null || typeof next === 'number') return next;
  try {
    if (next.type === 'list') {
      const began = performance.now();
      table.replace(await readImages(client, false, signal));
      changes.listed(performance.now(), performance.now() - began);
    } else await look(watching, next.names, signal);
    return 0;
  } catch {
    changes.all();
    return 'failed';
  }
}

async function look({ client, table, changes }: Watching, names: readonly string[], signal: AbortSignal) {
  const found = await Promise.all(names.map((name) => readImage(client, name, signal)));
  for (const [index, said] of found.entries()) {
    const name = names[index] ?? '';
    const image = said === null ? null : inspectedImage(said);
    const before = table.get(image?.id ?? name);
    if (image === null) table.remove(name);
    else {
      // Whoever had the name before lost it without a word.
      changes.look(table.rivals(image));
      table.put(image);
    }
    const isNameless = image !== null && image.tags.length + image.digests.length === 0;
    if ([before, image].some((one) => (one?.parent ?? '') !== '') || isNameless) changes.settle();
  }
}
