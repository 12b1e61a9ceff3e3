import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { startSet } from '../../contract/start-sets';
import { leftoversOf, removeLeftovers, writeUnlessProtected } from '../process/durable-file';
import { codeOf } from '../process/error-code';

const storedSet = v.object({
  /** Key of the engine that it is of. */
  engine: v.string(),
  ...startSet.entries,
});
export type StoredSet = v.InferOutput<typeof storedSet>;

const heldContainer = v.object({
  engine: v.string(),
  id: v.string(),
  name: v.string(),
  /** Its own restart policy, as the engine says it. */
  policy: v.object({ Name: v.string(), MaximumRetryCount: v.number() }),
  /**
   * `meant`: about to be changed; `held`: changed; `theirs`: somebody gave it another one while it was held, and it is left alone as
   * long as a set holds it.
   */
  state: v.picklist(['meant', 'held', 'theirs']),
  /** ms since the epoch: when it was last dealt with. */
  at: v.number(),
});
export type HeldContainer = v.InferOutput<typeof heldContainer>;

const stored = v.object({
  version: v.literal(1),
  sets: v.array(storedSet),
  held: v.array(heldContainer),
  /** As compose called the projects of held sets when that was last known. */
  projects: v.array(v.object({ engine: v.string(), key: v.string(), name: v.string() })),
});
export type Data = Omit<v.InferOutput<typeof stored>, 'version'>;

/** The sets of all engines, and what they hold back, in `start-sets.json`. */
export interface Store {
  data(): Data;
  /** Holds once it is on the disk; rejects with the system's error when it does not get there, and nothing is changed. */
  change(update: (data: Data) => Data): Promise<void>;
  onChange(listener: () => void): () => void;
  /** Resolves when all is on the disk, or known not to get there. */
  settled(): Promise<void>;
}

const NOTHING: Data = { sets: [], held: [], projects: [] };

async function read(file: string, log: (line: string) => void): Promise<Data> {
  const text = await fs.readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return NOTHING;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stored), text);
  if (parsed.success) {
    const { sets, held, projects } = parsed.output;
    return { sets, held, projects };
  }
  // What cannot be read is kept: it also says which restart policies are to be given back.
  const aside = `${file}.corrupt-${String(Date.now())}`;
  await fs.rename(file, aside);
  log(`start sets: ${file} cannot be read; kept as ${aside}`);
  return NOTHING;
}

/** Rejects with the system's error where the file is there and cannot be opened. */
export async function openStore(dataDir: string, log: (line: string) => void): Promise<Store> {
  const file = path.join(dataDir, 'start-sets.json');
  await removeLeftovers(dataDir, leftoversOf(file));
  let data = await read(file, log);
  let writing: Promise<void> = Promise.resolve();
  const listeners = new Set<() => void>();
  return {
    data: () => data,
    settled: () => writing,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change(update) {
      const changed = writing.then(async () => {
        const next = update(data);
        if (next === data) return;
        await writeUnlessProtected(file, `${JSON.stringify({ version: 1, ...next }, null, 2)}\n`);
        data = next;
        for (const listener of [...listeners]) listener();
      });
      writing = changed.catch(() => undefined);
      return changed;
    },
  };
}
