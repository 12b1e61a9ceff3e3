import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { leftoversOf, removeLeftovers, writeDurably } from '../process/durable-file';

/** A short list on disk, of what must be known to the next Slipway when this one is killed. */
export interface Journal<T> {
  entries(): readonly T[];
  /** Resolves when it is on disk; rejects with the system's error. */
  add(entry: T): Promise<void>;
  /** Never rejects: an entry too many is harmless. */
  remove(which: (entry: T) => boolean): Promise<void>;
}

/** What cannot be read counts as empty. */
export async function openJournal<S extends v.GenericSchema>(
  file: string,
  entry: S,
  log: (line: string) => void,
): Promise<Journal<v.InferOutput<S>>> {
  await removeLeftovers(path.dirname(file), leftoversOf(file));
  const text = await fs.readFile(file, 'utf8').catch(() => '[]');
  const stored = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(entry)), text);
  let entries: readonly v.InferOutput<S>[] = stored.success ? stored.output : [];
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    const written = writing.then(() => writeDurably(file, JSON.stringify(entries)));
    writing = written.catch((error: unknown) => log(`volumes: ${String(error)}`));
    return written;
  };
  return {
    entries: () => entries,
    add(one) {
      entries = [...entries, one];
      return write();
    },
    async remove(which) {
      const left = entries.filter((one) => !which(one));
      if (left.length === entries.length) return;
      entries = left;
      await write().catch(() => undefined);
    },
  };
}
