import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { writeDurably } from '../process/durable-file';

const entry = v.object({
  source: v.string(),
  target: v.string(),
  volume: v.string(),
  /** What it is called at the target. */
  to: v.string(),
  /** `begun`: a run that is under way, or was killed. */
  state: v.picklist(['begun', 'verified']),
  checksum: v.string(),
});
export type LedgerEntry = v.InferOutput<typeof entry>;

/** The oldest are forgotten: they are then told to be there, not to be the same. */
const MOST = 2_000;

/** Which volumes were brought over, on disk: nothing in a volume tells. */
export interface Ledger {
  find(place: Pick<LedgerEntry, 'source' | 'target' | 'volume'>): LedgerEntry | null;
  set(entry: LedgerEntry): Promise<void>;
  /** It is not there, or not as it was. */
  forget(place: Pick<LedgerEntry, 'target' | 'to'>): Promise<void>;
}

/** What cannot be read counts as empty. */
export async function openLedger(dataDir: string, log: (line: string) => void): Promise<Ledger> {
  const file = path.join(dataDir, 'imports.json');
  const stored = v.safeParse(
    v.pipe(v.string(), v.parseJson(), v.array(entry)),
    await fs.readFile(file, 'utf8').catch(() => '[]'),
  );
  let entries: readonly LedgerEntry[] = stored.success ? stored.output : [];
  let writing: Promise<void> = Promise.resolve();
  const write = (next: readonly LedgerEntry[]): Promise<void> => {
    entries = next.slice(-MOST);
    // A run goes on without it: what is forgotten is only compared once more.
    writing = writing
      .then(() => writeDurably(file, JSON.stringify(entries)))
      .catch((error: unknown) => log(`imports: ${String(error)}`));
    return writing;
  };
  const others = ({ target, to }: Pick<LedgerEntry, 'target' | 'to'>): LedgerEntry[] =>
    entries.filter((one) => one.target !== target || one.to !== to);
  return {
    find: ({ source, target, volume }) =>
      entries.findLast((one) => one.source === source && one.target === target && one.volume === volume) ?? null,
    set: (one) => write([...others(one), one]),
    forget: (place) => write(others(place)),
  };
}
