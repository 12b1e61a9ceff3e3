import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { LockTimeout, withFileLock } from '../process/file-lock';
import { syncFolder, writeDurably } from '../process/durable-file';

const identity = v.object({ pid: v.number(), startTime: v.string(), executable: v.string() });

export const restartPolicyBody = v.object({ Name: v.string(), MaximumRetryCount: v.fallback(v.number(), 0) });

/** One operation, and all that is needed to finish or undo it. */
const journalEntry = v.object({
  version: v.literal(1),
  operation: v.string(),
  /** Which engine it is on. */
  engine: v.string(),
  /** `swap`: the one that takes the place was there already. */
  kind: v.picklist(['recreate', 'swap']),
  /**
   * `begun`, `replacing`: the new one was not started; `starting`: it may have been; `unwell`: it waits for a decision; `done`: the
   * old one is kept.
   */
  phase: v.picklist(['begun', 'replacing', 'starting', 'unwell', 'done']),
  /** Of the old one. */
  name: v.string(),
  /** What the new one is called in the end. */
  target: v.string(),
  oldId: v.string(),
  /** What the old one is called afterwards. */
  keptName: v.string(),
  /** Before it takes the place. */
  newName: v.string(),
  newId: v.nullable(v.string()),
  wasRunning: v.boolean(),
  /** Of the old one, which must not be brought back by it meanwhile; null: it has none that could be set. */
  policy: v.nullable(restartPolicyBody),
  /** Of the new one, to be set as it takes the place; null: it has its own already. */
  newPolicy: v.nullable(restartPolicyBody),
  automatic: v.boolean(),
  graceSeconds: v.number(),
  at: v.number(),
  reason: v.string(),
  /** `docker inspect` of the old one, as JSON text. */
  inspect: v.string(),
  /** Image of the state of one that is deleted as it stops. */
  wayBack: v.nullable(v.string()),
  /** Which Slipway is at it. */
  owner: v.nullable(identity),
});
export type JournalEntry = v.InferOutput<typeof journalEntry>;

/** A file per operation: whenever this process or the machine stops, each is the old or the new one, whole. */
export interface Journal {
  list(): Promise<readonly JournalEntry[]>;
  write(entry: JournalEntry): Promise<void>;
  remove(operation: string): Promise<void>;
  /** The entry as it stands now; null: there is none any more. */
  read(operation: string): Promise<JournalEntry | null>;
  /** Does `work` unless another Slipway, or another caller in this one, is at this operation: then nothing is done. */
  alone(operation: string, work: () => Promise<void>): Promise<void>;
}

const ENDING = '.json';

export const newOperation = (): string => randomBytes(8).toString('hex');

async function readEntry(file: string): Promise<JournalEntry | null> {
  const text = await fs.readFile(file, 'utf8').catch(() => '');
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), journalEntry), text);
  return parsed.success ? parsed.output : null;
}

/** `dir` is made when something is written first. What cannot be read is no entry. */
export function openJournal(dir: string): Journal {
  const fileOf = (operation: string): string => path.join(dir, `${operation}${ENDING}`);
  return {
    async list() {
      const names = (await fs.readdir(dir).catch(() => [])).filter((name) => name.endsWith(ENDING));
      const entries = await Promise.all(names.map((name) => readEntry(path.join(dir, name))));
      return entries.filter((entry) => entry !== null).sort((a, b) => a.at - b.at);
    },
    async write(entry) {
      await fs.mkdir(dir, { recursive: true, mode: 0o700 });
      await writeDurably(fileOf(entry.operation), JSON.stringify(entry));
    },
    read: (operation) => readEntry(fileOf(operation)),
    async alone(operation, work) {
      const lock = path.join(dir, `${operation}.lock`);
      await withFileLock(lock, { timeoutMs: 0 }, work).catch((error: unknown) => {
        if (!(error instanceof LockTimeout)) throw error;
      });
    },
    async remove(operation) {
      await fs.rm(fileOf(operation), { force: true });
      // Else a journal that a power cut brings back would undo what went on since.
      await syncFolder(dir);
    },
  };
}
