import type { FileEntry, FileSource, ListItem } from '../../contract/files';
import { EngineError, type EngineRequest } from '../engine/types';
import { FileFault } from '../helpers/file-fault';
import type { Memory, Remembered } from './memory';
import { isWithin, parentOf } from './paths';
import { createReading, type Reading } from './reading';
import { type Asking, entryOf, inContainer, resolve, statAt } from './resolve';
import { createScan, type Scan } from './scan';
import { archiveRequest } from './stat';
import { TarError } from '../helpers/tar/fields';
import type { Place } from './types';
import { say } from '../../../texts/say';

// The engine's only way to look at files without running anything in the container is a tar of a folder with all below it,
// contents and all: here about 26 µs an entry and 3 ms a MB, for `archive` and `export` alike (100,000 entries in one folder
// 2.6 s, with 500 MB beside them 3.5 s). So a folder is asked for by itself, which is quick for those far down; all that its archive
// tells of the folders below is remembered, and one HEAD says whether a remembered folder still has the same names. Where
// something is mounted below (`/` mostly), `archive` would stream the whole volume: there `export` is asked, which gives the
// container's own files without what is mounted, at the same cost.

/** Where reading stops by itself, unless it was said not to. */
const MOST_BYTES = 2 * 2 ** 30;
const MOST_MS = 15_000;
/** What a page is given of one folder at most. */
const MOST_ENTRIES = 500_000;
const BATCH = 1_000;
const PROGRESS_MS = 150;
/** A folder that changed less than this before it was read may have changed again within the same tick of its clock. */
const TICK_MS = 2_000;
/** What a file is like, other than its name, is not told by the folder's own time. */
const OLDEST_MS = 600_000;
/** The engine mounts its own over these, and its export has the empty ones below. */
const ENGINES_OWN = ['/etc/hostname', '/etc/hosts', '/etc/resolv.conf'];

export interface ListWish {
  readonly source: FileSource;
  readonly path: string;
  readonly fresh: boolean;
  readonly unbounded: boolean;
}

interface Listing {
  readonly wish: ListWish;
  readonly asking: Asking & { readonly signal: AbortSignal };
  readonly memory: Memory;
  /** The engine's clock minus this machine's, ms. */
  readonly skewMs: number;
}

type Reason = Extract<ListItem, { type: 'end' }>['reason'];

export async function* list(listing: Listing): AsyncGenerator<ListItem> {
  const { wish, asking, memory } = listing;
  const { path, entry } = await resolve(asking, wish.path);
  if (entry.kind !== 'dir') throw new FileFault('not-a-folder', path, entry.kind);
  const known = wish.fresh ? null : memory.get(wish.source, path);
  if (known !== null && isStill(known, entry, listing)) yield* fromMemory(known);
  else yield* fromEngine(listing, path);
}

function isStill({ readAt }: Remembered, { mtime }: FileEntry, { wish, skewMs }: Listing): boolean {
  // An image never changes.
  if (wish.source.kind === 'image') return true;
  return mtime + TICK_MS < readAt + skewMs && Date.now() - readAt < OLDEST_MS;
}

function* fromMemory({ folder, readAt }: Remembered): Generator<ListItem> {
  const entries = [...folder.values()];
  for (let from = 0; from < entries.length; from += BATCH)
    yield { type: 'entries', entries: entries.slice(from, from + BATCH) };
  yield { type: 'end', reason: 'complete', readAt, strange: 0 };
}

const below = (mounts: readonly string[], path: string): readonly string[] =>
  mounts.filter((mount) => mount !== path && isWithin(mount, path));

interface Way {
  readonly request: EngineRequest;
  readonly scan: Scan;
}

function wayTo(place: Place, path: string, reading: Reading): Way {
  const { containerId, mounts } = place;
  const inMount = mounts.some((mount) => mount !== '/' && isWithin(path, mount));
  const over = below(mounts, path);
  if (over.length === 0 || inMount || place.root !== '/') {
    const scan = createScan({ base: path, form: 'archive', mounts: over, reading });
    return { request: archiveRequest(containerId, inContainer(place, path)), scan };
  }
  const request: EngineRequest = { method: 'GET', path: `/containers/${encodeURIComponent(containerId)}/export` };
  return { request, scan: createScan({ base: '/', form: 'export', mounts, reading }) };
}

async function* fromEngine(listing: Listing, path: string): AsyncGenerator<ListItem> {
  const { wish, asking, memory } = listing;
  const readAt = Date.now();
  const reading = createReading(path);
  const { request, scan } = wayTo(asking.place, path, reading);
  let reason: Reason | null = null;
  try {
    reason = yield* read(asking, { request, scan }, reading, wish.unbounded);
    if (request.path.endsWith('/export')) yield* mend(asking, reading);
    yield { type: 'end', reason, readAt, strange: scan.strange() };
  } finally {
    // Also when the reader left: what was seen whole until then is as good.
    memory.put(wish.source, reading.folders(reason === 'complete'), readAt);
  }
}

async function* read(
  { client, signal }: Listing['asking'],
  { request, scan }: Way,
  reading: Reading,
  unbounded: boolean,
): AsyncGenerator<ListItem, Reason> {
  const begun = Date.now();
  let told = begun;
  let bytes = 0;
  const response = await client.stream({ ...request, signal, timeoutMs: null });
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      scan.write(chunk);
      const now = Date.now();
      if (now - told >= PROGRESS_MS) {
        told = now;
        yield* batches(reading);
        yield { type: 'progress', bytes, entries: reading.count() };
      }
      const stop = reading.direct() >= MOST_ENTRIES ? 'entries' : unbounded ? null : overBudget(bytes, now - begun);
      if (stop === null) continue;
      yield* batches(reading);
      return stop;
    }
    scan.end();
    yield* batches(reading);
    return 'complete';
  } catch (error) {
    throw asEngineError(error, signal);
  } finally {
    response.destroy();
  }
}

const overBudget = (bytes: number, ms: number): Reason | null =>
  bytes >= MOST_BYTES ? 'bytes' : ms >= MOST_MS ? 'time' : null;

function* batches(reading: Reading): Generator<ListItem> {
  const entries = reading.fresh();
  for (let from = 0; from < entries.length; from += BATCH)
    yield { type: 'entries', entries: entries.slice(from, from + BATCH) };
}

/** What the export has differently: files and folders that something is mounted over. */
async function* mend(asking: Asking, reading: Reading): AsyncGenerator<ListItem> {
  for (const mount of [...ENGINES_OWN, ...asking.place.mounts]) {
    const before = reading.find(mount);
    if (before === undefined) continue;
    const found = await statAt(asking, mount);
    if (found === null) continue;
    const { name, uid, gid } = before;
    reading.add(parentOf(mount), { ...entryOf(mount, found, before.mount), name, uid, gid });
  }
  yield* batches(reading);
}

function asEngineError(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof TarError)
    return new EngineError(
      'malformed',
      say('What the engine sent is no usable archive: {message}.', { message: error.message }),
    );
  if (error instanceof EngineError || error instanceof FileFault) return error;
  if (signal.aborted) return new EngineError('aborted', say('The listing was cancelled.'));
  return new EngineError('unreachable', say('The connection broke while the files were listed.'));
}
