import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LockTimeout, withFileLock } from '../../../process/file-lock';
import { isSame, signalIfSame } from '../../../process/identity';
import { DriverError, type Driver, type MachineSpec } from '../../driver';
import { chooseAccelerator } from './accelerator';
import type { Events } from './events';
import { launch } from './launch';
import { FILES } from './names';
import { endOrphan } from './orphan';
import { findProgram } from './program';
import { forget, readRecord, type MachineRecord } from './record';
import type { QemuOptions } from './options';
import { askPower, findRunning, sameFile, visit } from './running';
import { say } from '../../../../../texts/say';

/** A start by another one takes that long at most. */
const LOCK_MS = 60_000;
/** QEMU ends at a polite signal in some 10 ms unless it hangs. */
const POLITE_MS = 2_000;
const KILLED_MS = 5_000;
const LOOK_MS = 20;

type Verbs = Pick<Driver, 'start' | 'stop' | 'kill'>;

async function goneWithin({ identity }: MachineRecord, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (await isSame(identity)) {
    if (Date.now() > deadline) return false;
    await delay(LOOK_MS);
  }
  return true;
}

/** One at a time, in all processes. */
async function locked<T>(dir: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const options = { timeoutMs: LOCK_MS, ...(signal !== undefined && { signal }) };
  try {
    return await withFileLock(path.join(dir, FILES.lock), options, work);
  } catch (error) {
    if (error instanceof LockTimeout)
      throw new DriverError('timeout', say('Another Slipway is busy with the machine.'), null, error.message);
    if (signal?.aborted === true && !(error instanceof DriverError))
      throw new DriverError('failed', say('The start was given up.'));
    throw error;
  }
}

async function adopt(record: MachineRecord, spec: MachineSpec): Promise<void> {
  if (!(await sameFile(record.dataDisk, spec.dataDisk))) {
    throw new DriverError(
      'failed',
      say('Another machine runs in this folder, with the disk {dataDisk}.', { dataDisk: record.dataDisk }),
    );
  }
  const { power, reason } = await visit(record, askPower);
  if (power === 'broken') throw new DriverError('failed', reason ?? say('The guest cannot go on.'));
  if (power === 'paused') await visit(record, (qmp) => qmp.execute('cont'));
}

async function begin(
  options: QemuOptions,
  spec: MachineSpec,
  rest: Parameters<Driver['start']>,
): Promise<MachineRecord> {
  const { platform, arch, env, qemuPath, log } = options;
  const [, signal, progress] = rest;
  const program = await findProgram({ platform, arch: spec.image.arch, env, qemuPath });
  progress('Checking virtualization');
  const choice = await chooseAccelerator({
    ...{ dir: spec.dir, program, platform, hostArch: arch, guestArch: spec.image.arch, signal, log },
  });
  progress('Starting QEMU');
  await endOrphan(spec.dir, log);
  return launch({ spec, program, choice, platform, env, signal });
}

/** Politely, then not: a guest's data in QEMU are the host's already, so nothing that it was told is safe gets lost. */
async function end(dir: string, record: MachineRecord): Promise<void> {
  await signalIfSame(record.identity, 'SIGTERM');
  if (!(await goneWithin(record, POLITE_MS))) {
    await signalIfSame(record.identity, 'SIGKILL');
    if (!(await goneWithin(record, KILLED_MS))) {
      throw new DriverError('timeout', say('QEMU (process {pid}) cannot be ended.', { pid: record.identity.pid }));
    }
  }
  await forget(dir, record);
}

/** Whether a start has been here, with or without its record. */
const hasTraces = async (dir: string): Promise<boolean> => {
  const names = [FILES.record, FILES.commands];
  const found = await Promise.all(names.map((name) => fs.stat(path.join(dir, name)).catch(() => null)));
  return found.some((stat) => stat !== null);
};

/** How a machine begins and ends. */
export function createLife(options: QemuOptions, events: Events): Verbs {
  const { dir, log } = options;
  return {
    start: async (...rest) => {
      const [spec, signal] = rest;
      const record = await locked(dir, signal, async () => {
        const running = await findRunning(dir);
        if (running === null) return begin(options, spec, rest);
        events.watch(running);
        events.expect('running');
        await adopt(running, spec);
        return running;
      });
      events.expect('running');
      events.watch(record);
    },
    stop: async (timeoutMs) => {
      const record = await findRunning(dir);
      if (record === null) return;
      events.expect('ended');
      const { power } = await visit(record, askPower);
      if (power === 'paused') await visit(record, (qmp) => qmp.execute('cont'));
      await visit(record, (qmp) => qmp.execute('system_powerdown'));
      if (!(await goneWithin(record, timeoutMs))) {
        events.expect('running');
        throw new DriverError(
          'timeout',
          say('The guest did not power off within {seconds} s.', { seconds: Math.round(timeoutMs / 1000) }),
        );
      }
      await locked(dir, undefined, () => forget(dir, record));
    },
    kill: async () => {
      if (!(await hasTraces(dir))) return;
      events.expect('ended');
      await locked(dir, undefined, async () => {
        const record = await readRecord(dir);
        await (record === null ? endOrphan(dir, log) : end(dir, record));
      });
    },
  };
}
