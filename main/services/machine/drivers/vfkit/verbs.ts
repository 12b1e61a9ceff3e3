import net from 'node:net';
import fs from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import { DriverError, type ForwardRule, type MachineSpec, type PowerState } from '../../driver';
import type { VmChange } from './control';
import type { Forwarder } from './forwarder';
import { checkKernel } from './kernel';
import { engineRule, type Launching, type Running } from './launch';
import type { Life } from './life';
import { until } from '../support/until';

const LOOK_MS = 50;
const CHANGE_MS = 10_000;
const CONNECT_MS = 5_000;
/** For a guest that nobody reaches any more, before it is ended. */
const UNREACHABLE_GRACE_MS = 10_000;

const notRunning = (): DriverError => new DriverError('not-running', 'The machine is not running.');

export async function runningOf(life: Life): Promise<Running> {
  const running = await life.running();
  if (running === null) throw notRunning();
  return running;
}

/** Adopts what runs, clears away what is broken, and otherwise starts it. */
export async function startMachine(
  life: Life,
  spec: MachineSpec,
  launching: () => Promise<Omit<Launching, 'paths' | 'keep'>>,
): Promise<void> {
  const { power } = await life.status();
  if (power === 'running') return;
  if (power === 'paused') return changePower(life, 'Resume', 'running');
  await life.end(power === 'broken' ? UNREACHABLE_GRACE_MS : 0);
  await checkKernel(spec.image);
  await life.begin(spec, await launching());
}

export async function stopMachine(life: Life, timeoutMs: number): Promise<void> {
  const running = await life.running();
  if (running === null) return life.end(0);
  // A guest that stands still hears no power button.
  if ((await life.status()).power === 'paused') await changePower(life, 'Resume', 'running');
  await life.control.change('Stop');
  if (await life.ended(running, timeoutMs)) return;
  const seconds = String(Math.round(timeoutMs / 1000));
  throw new DriverError('timeout', `The machine did not end within ${seconds} s of its power button.`);
}

export async function changePower(life: Life, change: VmChange, to: PowerState): Promise<void> {
  await runningOf(life);
  const { power, reason } = await life.status();
  if (power === to) return;
  if (power === 'broken') throw new DriverError('failed', reason ?? 'The machine is broken.');
  await life.control.change(change);
  const there = async (): Promise<true | null> => ((await life.status()).power === to ? true : null);
  if ((await until(there, { timeoutMs: CHANGE_MS, everyMs: LOOK_MS })) !== null) return;
  throw new DriverError('timeout', `The machine is not ${to} after ${String(CHANGE_MS / 1000)} s.`);
}

/** Without the engine's own, which is none of the containers'. */
export async function containerRules(forwarder: Forwarder, running: Running | null): Promise<readonly ForwardRule[]> {
  if (running === null) return [];
  const own = engineRule(running.engineHostPort);
  return (await forwarder.list()).filter(
    ({ protocol, hostIp, hostPort }) =>
      !(protocol === own.protocol && hostIp === own.hostIp && hostPort === own.hostPort),
  );
}

/** vfkit takes the connection also while the guest does not listen yet, and then ends it. */
export const connectAgent = (socketPath: string): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const stream = net.connect(socketPath);
    const fail = (error?: Error): void => {
      stream.destroy();
      reject(new DriverError('not-running', 'The guest cannot be reached.', null, error?.message ?? 'no answer'));
    };
    stream.setTimeout(CONNECT_MS, fail);
    stream.once('error', fail);
    stream.once('connect', () => {
      stream.setTimeout(0);
      stream.off('error', fail);
      resolve(stream);
    });
  });

/** Never makes it smaller. */
export async function growDisk(file: string, bytes: number): Promise<void> {
  if ((await fs.stat(file)).size < bytes) await fs.truncate(file, bytes);
}
