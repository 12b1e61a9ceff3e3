import fs from 'node:fs/promises';
import * as v from 'valibot';
import { isSame } from '../../../process/identity';
import { DriverError, type PowerState } from '../../driver';
import { connectTo } from './endpoint';
import { openQmp, type Qmp, QmpError } from './qmp';
import { readRecord, type MachineRecord } from './record';
import { say } from '../../../../../texts/say';

/** For a visit: another visitor may be served first. */
const CONNECT_MS = 5_000;

/** The recorded machine, if its process is the very one that was started. */
export async function findRunning(dir: string): Promise<MachineRecord | null> {
  const record = await readRecord(dir);
  return record !== null && (await isSame(record.identity)) ? record : null;
}

export async function openCommands(record: MachineRecord): Promise<Qmp> {
  const stream = await connectTo(record.endpoints.commands, AbortSignal.timeout(CONNECT_MS));
  return openQmp(stream, CONNECT_MS);
}

/** Talks to a running machine's monitor for the time of `work`. Throws DriverError, and QmpError of `refused`. */
export async function visit<T>(record: MachineRecord, work: (qmp: Qmp) => Promise<T>): Promise<T> {
  let qmp: Qmp | null = null;
  try {
    qmp = await openCommands(record);
    return await work(qmp);
  } catch (error) {
    if (error instanceof DriverError || (error instanceof QmpError && error.kind === 'refused')) throw error;
    throw await silence(record, error);
  } finally {
    qmp?.close();
  }
}

async function silence(record: MachineRecord, error: unknown): Promise<DriverError> {
  const detail = error instanceof Error ? error.message : String(error);
  if (!(await isSame(record.identity)))
    return new DriverError('not-running', say('The machine does not run.'), null, detail);
  const pid = String(record.identity.pid);
  return new DriverError(
    'timeout',
    say('QEMU (process {pid}) runs, but its monitor does not answer.', { pid }),
    null,
    detail,
  );
}

/** Throws `not-running`. */
export async function mustRun(dir: string): Promise<MachineRecord> {
  const record = await findRunning(dir);
  if (record === null) throw new DriverError('not-running', say('The machine does not run.'));
  return record;
}

const statusAnswer = v.object({ status: v.string(), running: v.boolean() });

/** States in which a guest's processors never go on. */
const DEAD_ENDS = ['internal-error', 'guest-panicked', 'shutdown'];

export interface Power {
  readonly power: PowerState;
  readonly reason: string | null;
}

export async function askPower(qmp: Qmp): Promise<Power> {
  const { status, running } = v.parse(statusAnswer, await qmp.execute('query-status'));
  if (DEAD_ENDS.includes(status))
    return { power: 'broken', reason: say('The guest cannot go on: QEMU says {status}.', { status }) };
  return { power: running ? 'running' : 'paused', reason: null };
}

const blocksAnswer = v.array(v.object({ 'io-status': v.optional(v.string(), '') }));

/** Whether the guest stands still because the host's disk is full. */
export async function isDiskFull(qmp: Qmp): Promise<boolean> {
  const blocks = v.parse(blocksAnswer, await qmp.execute('query-block'));
  return blocks.some((block) => block['io-status'] === 'nospace');
}

/** Whether both names lead to one file. */
export async function sameFile(one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const [a, b] = await Promise.all([one, other].map((file) => fs.stat(file).catch(() => null)));
  return a?.ino !== undefined && a.ino === b?.ino && a.dev === b.dev;
}
