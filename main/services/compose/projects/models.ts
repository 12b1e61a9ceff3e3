import fs from 'node:fs/promises';
import type { ComposePlace } from '../../../contract/compose';
import { createLimiter } from '../../engine/limiter';
import { createChanges } from '../changes';
import { ComposeFault, type ComposeModel, type ReadModel } from '../types';
import { createHold } from './hold';
import { watchFiles } from './watch-files';

/** What the files of a place say, or why they cannot be read. */
export interface ReadFiles {
  readonly model: ComposeModel | null;
  /** Absolute paths of what the place names and is not there. */
  readonly missing: readonly string[];
  /** Why there is no model; null: there is, or `missing` says it. */
  readonly fault: ComposeFault | null;
}

interface Entry {
  readonly place: ComposePlace;
  /** null: nothing is known yet. */
  files: ReadFiles | null;
  fresh: boolean;
  reading: Promise<void> | null;
  /** The files that are watched, as text; '': none. */
  watched: string;
  unwatch: () => void;
}

/** What files say, read when somebody looks and again when they change. */
export interface Models {
  /** The last known; null: it is being read for the first time. */
  of(place: ComposePlace): ReadFiles | null;
  read(place: ComposePlace): Promise<ReadFiles>;
  /** Files are watched until what it gives back is called. */
  hold(): () => void;
  /** Forgets all but these. */
  keepOnly(places: readonly ComposePlace[]): void;
  /** Resolves when nothing is being read. */
  settled(): Promise<void>;
  onChange(listener: () => void): () => void;
}

const AT_ONCE = 4;
const keyOf = (place: ComposePlace): string => JSON.stringify(place);

export const isThere = (file: string): Promise<boolean> =>
  fs.access(file).then(
    () => true,
    () => false,
  );

async function missingOf({ folder, files, envFiles }: ComposePlace): Promise<readonly string[]> {
  // Without the folder, its files are not told one by one.
  if (!(await isThere(folder))) return [folder];
  const there = await Promise.all([...files, ...envFiles].map(async (file) => [file, await isThere(file)] as const));
  return there.filter(([, is]) => !is).map(([file]) => file);
}

async function readFiles(readModel: ReadModel, place: ComposePlace): Promise<ReadFiles> {
  const missing = await missingOf(place);
  if (missing.length > 0) return { model: null, missing, fault: null };
  try {
    return { model: await readModel(place, new Map()), missing, fault: null };
  } catch (error) {
    const fault =
      error instanceof ComposeFault
        ? error
        : new ComposeFault('refused', place.folder, error instanceof Error ? error.message : String(error));
    const isMissing = fault.fault === 'not-found' || fault.fault === 'no-compose-file';
    return { model: null, missing: isMissing ? [fault.subject || place.folder] : [], fault };
  }
}

interface Store {
  readonly entryOf: (place: ComposePlace) => Entry;
  readonly refresh: (entry: Entry) => void;
  readonly setWatched: (watched: boolean) => void;
  readonly entries: Map<string, Entry>;
}

const blank = (place: ComposePlace): Entry => ({
  ...{ place, files: null, fresh: false, reading: null, watched: '', unwatch: () => undefined },
});

/** Watches what an entry is made of, unless it does already. */
function watchEntry(entry: Entry, changed: () => void): void {
  const { place, files } = entry;
  const named = [...new Set([...place.files, ...place.envFiles, ...(files?.model?.files ?? [])])];
  // What is missing is waited for further up, so it is another watch once it is there.
  const watched = JSON.stringify([named, files?.missing ?? []]);
  if (watched === entry.watched) return;
  entry.unwatch();
  const stop = watchFiles(place, named, changed);
  entry.watched = watched;
  entry.unwatch = () => {
    entry.watched = '';
    entry.unwatch = () => undefined;
    stop();
  };
}

function createStore(readModel: ReadModel, tell: () => void): Store {
  const entries = new Map<string, Entry>();
  const limiter = createLimiter(AT_ONCE);
  const never = new AbortController().signal;
  let isWatched = false;
  const watch = (entry: Entry): void => {
    if (!isWatched) return;
    watchEntry(entry, () => {
      entry.fresh = false;
      refresh(entry);
    });
  };
  const work = async (entry: Entry): Promise<void> => {
    while (!entry.fresh) {
      entry.fresh = true;
      const leave = await limiter.enter(never);
      // Before reading: what changes meanwhile is read again.
      watch(entry);
      entry.files = await readFiles(readModel, entry.place).finally(leave);
      watch(entry);
    }
    entry.reading = null;
    tell();
  };
  const refresh = (entry: Entry): void => {
    entry.reading ??= work(entry);
  };
  return {
    ...{ entries, refresh },
    entryOf(place) {
      const entry = entries.get(keyOf(place)) ?? blank(place);
      entries.set(keyOf(place), entry);
      return entry;
    },
    setWatched(watched) {
      isWatched = watched;
      // What was read while nobody watched may be another by now.
      for (const entry of entries.values())
        if (watched) entry.fresh = false;
        else entry.unwatch();
    },
  };
}

export function createModels(readModel: ReadModel): Models {
  const changes = createChanges();
  const { entries, entryOf, refresh, setWatched } = createStore(readModel, changes.tell);
  return {
    of(place) {
      const entry = entryOf(place);
      if (!entry.fresh) refresh(entry);
      return entry.files;
    },
    read: (place) => readFiles(readModel, place),
    hold: createHold(() => {
      setWatched(true);
      return () => setWatched(false);
    }),
    keepOnly(places) {
      const wanted = new Set(places.map(keyOf));
      for (const [key, { unwatch }] of [...entries])
        if (!wanted.has(key)) {
          unwatch();
          entries.delete(key);
        }
    },
    async settled() {
      await Promise.all([...entries.values()].flatMap(({ reading }) => (reading === null ? [] : [reading])));
    },
    onChange: changes.onChange,
  };
}
