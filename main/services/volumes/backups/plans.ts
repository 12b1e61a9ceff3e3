import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { backupPlan } from '../../../contract/volume-backups';
import { leftoversOf, removeLeftovers, writeUnlessProtected } from '../../process/durable-file';
import { codeOf } from '../../process/error-code';

const storedPlan = v.object({
  /** Key of the engine that has the volume. */
  engine: v.string(),
  volume: v.string(),
  plan: backupPlan,
  /** From when on the schedule counts, ms since the epoch: the last time it was due, or when it was made. */
  since: v.number(),
  /** A run found its volume deleted. */
  paused: v.fallback(v.boolean(), false),
  last: v.fallback(v.nullable(v.object({ at: v.number(), ok: v.boolean(), message: v.string() })), null),
});
export type StoredPlan = v.InferOutput<typeof storedPlan>;

const stored = v.object({ version: v.literal(1), plans: v.array(v.unknown()) });

/** The plans of all engines, in `backups.json`. */
export interface Plans {
  list(): readonly StoredPlan[];
  /** Null: no plan any more. Holds at once; rejects when it does not get to the disk. */
  put(engine: string, volume: string, plan: StoredPlan | null): Promise<void>;
  /** Resolves when all is on the disk, or known not to get there. */
  settled(): Promise<void>;
}

async function readPlans(file: string, log: (line: string) => void): Promise<readonly StoredPlan[]> {
  const text = await fs.readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return [];
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stored), text);
  if (parsed.success)
    return parsed.output.plans.flatMap((plan) => {
      const one = v.safeParse(storedPlan, plan);
      return one.success ? [one.output] : [];
    });
  // What cannot be read is kept: it is somebody's plans.
  const aside = `${file}.corrupt-${String(Date.now())}`;
  await fs.rename(file, aside);
  log(`backups: ${file} cannot be read; kept as ${aside}`);
  return [];
}

/** Rejects with the system's error where the file is there and cannot be opened. */
export async function openPlans(dataDir: string, log: (line: string) => void): Promise<Plans> {
  const file = path.join(dataDir, 'backups.json');
  await removeLeftovers(path.dirname(file), leftoversOf(file));
  let plans = await readPlans(file, log);
  let writing: Promise<void> = Promise.resolve();
  return {
    list: () => plans,
    settled: () => writing,
    put(engine, volume, plan) {
      const others = plans.filter((one) => one.engine !== engine || one.volume !== volume);
      plans = plan === null ? others : [...others, plan];
      const written = writing.then(() => writeUnlessProtected(file, JSON.stringify({ version: 1, plans }, null, 2)));
      writing = written.catch(() => undefined);
      return written;
    },
  };
}
