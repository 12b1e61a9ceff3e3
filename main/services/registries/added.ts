import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { readJson } from '../engine/files';
import { writeDurably } from '../process/durable-file';

/** Slipway's own list of registries: names only. */
export interface Added {
  list(): Promise<readonly string[]>;
  /** Rejects with the system's error. */
  add(registry: string): Promise<void>;
  forget(registry: string): Promise<void>;
}

const stored = v.object({ registries: v.array(v.string()) });
const LIMIT = 500;

export function openAdded(dataDir: string): Added {
  const file = path.join(dataDir, 'registries.json');
  /** One change at a time: each reads what the one before wrote. */
  let turn: Promise<unknown> = Promise.resolve();

  const list = async (): Promise<readonly string[]> => {
    const read = await readJson(file, stored);
    return read.kind === 'read' ? read.value.registries.slice(0, LIMIT) : [];
  };
  const change = (work: (old: readonly string[]) => readonly string[]): Promise<void> => {
    const next = turn.then(async () => {
      await mkdir(dataDir, { recursive: true });
      await writeDurably(file, JSON.stringify({ registries: work(await list()) }));
    });
    turn = next.catch(() => undefined);
    return next;
  };

  return {
    list,
    add: (registry) => change((old) => [...new Set([...old, registry])]),
    forget: (registry) => change((old) => old.filter((each) => each !== registry)),
  };
}
