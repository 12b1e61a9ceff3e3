import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { writeDurably } from '../../../process/durable-file';
import { endpointSchema } from './endpoint';
import { FILES } from './names';

const recordSchema = v.object({
  schema: v.literal(1),
  identity: v.object({ pid: v.number(), startTime: v.string(), executable: v.string() }),
  accelerator: v.picklist(['kvm', 'hvf', 'whpx', 'tcg']),
  remark: v.nullable(v.string()),
  startedAt: v.number(),
  dataDisk: v.string(),
  memoryMiB: v.number(),
  engineHostPort: v.number(),
  shares: v.array(v.object({ path: v.string(), readOnly: v.boolean() })),
  endpoints: v.object({ commands: endpointSchema, events: endpointSchema, agent: endpointSchema }),
});

/** The running machine, for who comes after a crash of ours. Its file is there exactly as long as QEMU should be. */
export type MachineRecord = v.InferOutput<typeof recordSchema>;

const fileOf = (dir: string): string => path.join(dir, FILES.record);

/** Null: none, or none of ours. */
export async function readRecord(dir: string): Promise<MachineRecord | null> {
  try {
    return v.parse(recordSchema, JSON.parse(await fs.readFile(fileOf(dir), 'utf8')));
  } catch {
    return null;
  }
}

/** Whole or not at all. */
export const writeRecord = (dir: string, record: MachineRecord): Promise<void> =>
  writeDurably(fileOf(dir), `${JSON.stringify(record, null, 2)}\n`);

/** Removes what a machine that is gone left, unless another one has begun since. */
export async function forget(dir: string, gone: MachineRecord): Promise<void> {
  const now = await readRecord(dir);
  if (now !== null && !sameMachine(now, gone)) return;
  const { record, commands, events, agent, keys } = FILES;
  await Promise.all(
    [record, commands, events, agent, keys].map((file) => fs.rm(path.join(dir, file), { force: true })),
  );
}

export const sameMachine = (one: MachineRecord, other: MachineRecord): boolean =>
  one.identity.pid === other.identity.pid && one.identity.startTime === other.identity.startTime;
