import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { type ComposeRun, composeRun, type RunStep, runStep } from '../../../contract/compose-runs';
import { removeLeftovers, writeDurably } from '../../process/durable-file';
import { type Identity, isSame } from '../../process/identity';
import { type KeptLog, readLogFile, removeLogFile } from './log-file';
import { createSteps } from './steps';
import { msg } from '../../../../texts/msg';
import { sayMsg } from '../../../../texts/say';

const runRecord = v.object({
  run: composeRun,
  steps: v.array(runStep),
  /** The Slipway that does it; null: the system does not tell. */
  by: v.nullable(v.object({ pid: v.number(), startTime: v.string(), executable: v.string() })),
});
export interface RunRecord extends v.InferOutput<typeof runRecord> {
  readonly by: Identity | null;
}

/** Runs on the disk: a file each, whole or not at all, with its output beside it as it came. */
export interface History {
  readonly dir: string;
  /** The newest first. */
  rows(): Promise<readonly ComposeRun[]>;
  record(id: string): Promise<RunRecord | null>;
  log(id: string): Promise<KeptLog>;
  /** Also of one that has just begun: then it is known to be interrupted should nothing more be written. */
  save(record: RunRecord): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

const MOST = 50;
const RECORD = '.json';
const OWNER_ONLY = 0o700;
const ID = /^[\w-]+$/;
export const INTERRUPTED = msg(
  'Slipway ended while this ran. What it had done by then is done; the list shows what there is.',
);

/** What its output told of each thing until it broke off. */
async function stepsOf(dir: string, id: string): Promise<readonly RunStep[]> {
  const steps = createSteps();
  for (const line of (await readLogFile(dir, id)).lines) steps.take(line, null);
  steps.end(false, null);
  return steps.all();
}

/** One whose Slipway is gone was interrupted. Of this process the runs under way are asked elsewhere. */
async function settled(dir: string, record: RunRecord): Promise<RunRecord> {
  const { run, by } = record;
  if (run.state !== 'running' || (by !== null && by.pid !== process.pid && (await isSame(by)))) return record;
  const steps = await stepsOf(dir, run.id);
  return { ...record, run: { ...run, state: 'interrupted', failure: sayMsg(INTERRUPTED) }, steps: [...steps] };
}

async function readRecord(dir: string, id: string): Promise<RunRecord | null> {
  const text = await fs.readFile(path.join(dir, `${id}${RECORD}`), 'utf8').catch(() => null);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), runRecord), text);
  return parsed.success && parsed.output.run.id === id ? settled(dir, parsed.output) : null;
}

async function readAll(dir: string): Promise<Map<string, ComposeRun>> {
  await removeLeftovers(dir);
  const names = await fs.readdir(dir).catch(() => []);
  const rows = new Map<string, ComposeRun>();
  for (const name of names.filter((each) => each.endsWith(RECORD))) {
    const record = await readRecord(dir, name.slice(0, -RECORD.length));
    if (record !== null) rows.set(record.run.id, record.run);
  }
  return rows;
}

const newestFirst = (rows: Iterable<ComposeRun>): ComposeRun[] => [...rows].sort((a, b) => b.startedAt - a.startedAt);

/** Nothing is read before it is asked for. */
export function openHistory(dataDir: string): History {
  const dir = path.join(dataDir, 'compose', 'runs');
  let reading: Promise<Map<string, ComposeRun>> | null = null;
  const known = (): Promise<Map<string, ComposeRun>> => (reading ??= readAll(dir));
  const remove = async (ids: readonly string[]): Promise<void> => {
    const rows = await known();
    for (const id of ids.filter((each) => ID.test(each))) {
      rows.delete(id);
      await fs.rm(path.join(dir, `${id}${RECORD}`), { force: true });
      await removeLogFile(dir, id);
    }
  };
  return {
    dir,
    rows: async () => newestFirst((await known()).values()),
    record: async (id) => (ID.test(id) ? readRecord(dir, id) : null),
    log: (id) => readLogFile(dir, id),
    async save(record) {
      const rows = await known();
      const { id } = record.run;
      // The list has it also where the disk is full.
      rows.set(id, record.run);
      await fs.mkdir(dir, { recursive: true, mode: OWNER_ONLY });
      await writeDurably(path.join(dir, `${id}${RECORD}`), JSON.stringify(record));
      const over = newestFirst(rows.values()).filter(({ state }) => state !== 'running');
      await remove(over.slice(MOST).map((run) => run.id));
    },
    remove,
  };
}
