import fs from 'node:fs/promises';
import * as v from 'valibot';
import { useOf } from '../../../process/use';
import { DriverError, type Driver, type HostUse } from '../../driver';
import { DATA_NODE } from './names';
import { type Qmp, QmpError } from './qmp';
import type { MachineRecord } from './record';
import { findRunning, mustRun, visit } from './running';
import { say } from '../../../../../texts/say';

const MIB = 1_048_576;

const nodes = v.array(
  v.object({ 'node-name': v.optional(v.string(), ''), image: v.object({ 'virtual-size': v.number() }) }),
);

async function growDisk(qmp: Qmp, bytes: number): Promise<void> {
  const found = v.parse(nodes, await qmp.execute('query-named-block-nodes', { flat: true }));
  const size = found.find((node) => node['node-name'] === DATA_NODE)?.image['virtual-size'] ?? 0;
  if (bytes === size) return;
  if (bytes < size) throw new DriverError('failed', say('A disk can only grow.'));
  await qmp.execute('block_resize', { 'node-name': DATA_NODE, size: bytes });
}

/** The balloon takes memory from the guest; more than it was started with, it cannot give. */
const balloon = (qmp: Qmp, record: MachineRecord, memoryMiB: number): Promise<unknown> =>
  qmp.execute('balloon', { value: Math.min(memoryMiB, record.memoryMiB) * MIB });

const refused = (error: unknown): never => {
  if (!(error instanceof QmpError)) throw error;
  const full = error.message.includes('No space left');
  throw new DriverError(full ? 'disk-full' : 'failed', say('QEMU refused to change the machine.'), null, error.message);
};

/** Counts what QEMU used since the last question; the first time, since it began. */
function createUse(dir: string): () => Promise<HostUse | null> {
  let last = { pid: 0, at: 0, cpuSeconds: 0 };
  return async () => {
    const record = await findRunning(dir);
    const use = record === null ? null : await useOf(record.identity.pid);
    if (record === null || use === null) return null;
    const { pid } = record.identity;
    const from = last.pid === pid ? last : { at: record.startedAt, cpuSeconds: 0 };
    const at = Date.now();
    const seconds = Math.max(0.001, (at - from.at) / 1000);
    last = { pid, at, cpuSeconds: use.cpuSeconds };
    return { cpuShare: Math.max(0, use.cpuSeconds - from.cpuSeconds) / seconds, memoryBytes: use.memoryBytes };
  };
}

/** What the disk's file takes on the host, whatever its size says. */
const realBytes = async (file: string): Promise<number> => (await fs.stat(file)).blocks * 512;

/**
 * What the file lost since the last question. Discards punch holes while the guest runs, so the work is the guest's: have
 * its agent trim, between two calls of this one.
 */
function createCompact(dir: string): () => Promise<number> {
  let last: { readonly file: string; readonly bytes: number } | null = null;
  return async () => {
    const record = await findRunning(dir);
    if (record === null) return 0;
    const bytes = await realBytes(record.dataDisk);
    const gained = last?.file === record.dataDisk ? Math.max(0, last.bytes - bytes) : 0;
    last = { file: record.dataDisk, bytes };
    return gained;
  };
}

export const createResources = (dir: string): Pick<Driver, 'use' | 'resize' | 'compact' | 'share'> => ({
  use: createUse(dir),
  compact: createCompact(dir),
  resize: async ({ memoryMiB, diskBytes }) => {
    const record = await findRunning(dir);
    if (record === null) return;
    const change = async (qmp: Qmp): Promise<void> => {
      if (diskBytes !== undefined) await growDisk(qmp, diskBytes);
      if (memoryMiB !== undefined) await balloon(qmp, record, memoryMiB);
    };
    await visit(record, change).catch(refused);
  },
  share: async ({ path, readOnly }) => {
    const { shares } = await mustRun(dir);
    if (shares.some((share) => share.path === path && share.readOnly === readOnly)) return;
    throw new DriverError('unsupported', say('QEMU shares {path} from the machine’s next start on.', { path }));
  },
});
