import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import * as v from 'valibot';
import type { BuildRow } from '../../../contract/builds';
import { removeLeftovers, writeDurably } from '../../process/durable-file';
import { isThere } from '../../process/identity';
import { type BuildLog, buildLog, buildRecord, type BuildRecord } from './record';
import { say } from '../../../../texts/say';

/** Builds that are over, on the disk: a file each, whole or not at all, with its log beside it. */
export interface History {
  /** The newest first. */
  rows(): Promise<readonly BuildRow[]>;
  record(id: string): Promise<BuildRecord | null>;
  log(id: string): Promise<BuildLog>;
  /** Also of one that has just begun: then it is known to be interrupted should nothing more be written. */
  save(record: BuildRecord, log?: BuildLog): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

const MOST = 100;
/** Bytes of all logs. */
const MOST_LOGS = 256 * 1024 * 1024;
const RECORD = '.json';
const LOG = '.log.gz';
const OWNER_ONLY = 0o700;
const ID = /^[\w-]+$/;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

const isUnderWay = ({ state }: BuildRow): boolean => state === 'preparing' || state === 'running';

/** One whose Slipway is gone was interrupted. */
function settled(record: BuildRecord): BuildRecord {
  const { row, pid, steps } = record;
  if (!isUnderWay(row) || (pid !== process.pid && isThere(pid))) return record;
  const failure = say('Slipway ended while this was built.');
  return {
    ...record,
    row: { ...row, state: 'interrupted', failure },
    steps: steps.map((step) =>
      step.state === 'running' || step.state === 'waiting' ? { ...step, state: 'cancelled' } : step,
    ),
  };
}

async function readRecord(file: string): Promise<BuildRecord | null> {
  const text = await fs.readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const parsed = v.safeParse(buildRecord, JSON.parse(text));
    return parsed.success ? settled(parsed.output) : null;
  } catch {
    return null;
  }
}

async function readAll(dir: string): Promise<Map<string, BuildRow>> {
  await removeLeftovers(dir);
  const names = await fs.readdir(dir).catch(() => []);
  const rows = new Map<string, BuildRow>();
  for (const name of names.filter((each) => each.endsWith(RECORD))) {
    const record = await readRecord(path.join(dir, name));
    if (record !== null && `${record.row.id}${RECORD}` === name) rows.set(record.row.id, record.row);
  }
  return rows;
}

const newestFirst = (rows: Iterable<BuildRow>): BuildRow[] => [...rows].sort((a, b) => b.startedAt - a.startedAt);

/** Those whose logs are more than what is kept together. */
async function tooLarge(dir: string, rows: readonly BuildRow[]): Promise<string[]> {
  let size = 0;
  const ids: string[] = [];
  for (const { id } of rows) {
    size += (await fs.stat(path.join(dir, `${id}${LOG}`)).catch(() => null))?.size ?? 0;
    if (size > MOST_LOGS) ids.push(id);
  }
  return ids;
}

/** Nothing is read before it is asked for. */
export function openHistory(dataDir: string): History {
  const dir = path.join(dataDir, 'builds');
  let reading: Promise<Map<string, BuildRow>> | null = null;
  const known = (): Promise<Map<string, BuildRow>> => (reading ??= readAll(dir));
  const fileOf = (id: string, ending: string): string => path.join(dir, `${id}${ending}`);
  const remove = async (ids: readonly string[]): Promise<void> => {
    const rows = await known();
    for (const id of ids.filter((each) => ID.test(each))) {
      rows.delete(id);
      await fs.rm(fileOf(id, RECORD), { force: true });
      await fs.rm(fileOf(id, LOG), { force: true });
    }
  };
  const trim = async (): Promise<void> => {
    const over = newestFirst((await known()).values()).filter((row) => !isUnderWay(row));
    await remove([...over.slice(MOST).map(({ id }) => id), ...(await tooLarge(dir, over.slice(0, MOST)))]);
  };
  return {
    rows: async () => newestFirst((await known()).values()),
    record: async (id) => (ID.test(id) ? readRecord(fileOf(id, RECORD)) : null),
    async log(id) {
      const packed = await fs.readFile(fileOf(id, LOG)).catch(() => null);
      if (packed === null) return [];
      const parsed = v.safeParse(buildLog, JSON.parse((await unpack(packed)).toString('utf8')));
      return parsed.success ? parsed.output : [];
    },
    async save(record, log) {
      const rows = await known();
      const { id } = record.row;
      // The list has it also where the disk is full.
      rows.set(id, record.row);
      await fs.mkdir(dir, { recursive: true, mode: OWNER_ONLY });
      if (log !== undefined) await writeDurably(fileOf(id, LOG), await pack(JSON.stringify(log)));
      await writeDurably(fileOf(id, RECORD), JSON.stringify(record));
      await trim();
    },
    remove,
  };
}
