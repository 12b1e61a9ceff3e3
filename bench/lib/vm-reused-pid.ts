import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { until } from '../../testing/dockerd.mjs';
import { openMachine, readRecord } from './vm';
import { ended } from './vm-endings';

const GONE_MS = 10_000;
const TRIES = 2_000;
/** Linux: the process after this one gets the next number. */
const LAST_PID = '/proc/sys/kernel/ns_last_pid';

/** A Slipway of its own with its machine, as of a user. */
interface Keeper {
  readonly qemuPid: number;
  /** Both are gone by kill -9; their records stay. */
  killBoth(): Promise<void>;
}

const goneOrZombie = (pid: number): boolean => {
  try {
    return / [ZX] /.test(
      fs
        .readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
        .split(')')
        .at(-1) ?? '',
    );
  } catch {
    return true;
  }
};

async function startKeeper(dir: string): Promise<Keeper> {
  const program = path.resolve(import.meta.dirname, '../../node_modules/.bin/tsx');
  const child = spawn(program, [path.join(import.meta.dirname, 'vm-keeper.ts'), dir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const said = text(child.stderr);
  const exited = once(child, 'exit');
  // The runner has a process of its own, in the same group.
  const kill = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
    await exited;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const qemuPid = Number(/^running (\d+)$/.exec(line)?.[1]);
    return {
      qemuPid,
      killBoth: async () => {
        await kill();
        process.kill(qemuPid, 'SIGKILL');
        await until(() => goneOrZombie(qemuPid), GONE_MS, 'QEMU is gone');
      },
    };
  }
  throw new Error(`the machine did not start: ${await said}`);
}

/** Numbers go round: a stranger that got the very number `pid`. It ends at any signal that is meant to end a process. */
async function strangerWith(pid: number): Promise<ChildProcess> {
  await until(() => !fs.existsSync(`/proc/${String(pid)}`), GONE_MS, `the number ${String(pid)} is free`);
  for (let tries = 0; tries < TRIES; tries++) {
    fs.writeFileSync(LAST_PID, String(pid - 1));
    const stranger = spawn('sleep', ['100000'], { stdio: 'ignore' });
    if (stranger.pid === pid) return stranger;
    // Somebody else's process was quicker.
    const exited = once(stranger, 'exit');
    stranger.kill('SIGKILL');
    await exited;
    if (fs.existsSync(`/proc/${String(pid)}`)) throw new Error(`another process got the number ${String(pid)}`);
  }
  throw new Error(`no process got the number ${String(pid)}`);
}

/**
 * Slipway and QEMU are killed, a stranger gets QEMU's number, and Slipway comes again: to start the machine, every other time
 * after it was told to kill it. How many strangers lived through it.
 */
export async function reusedPids(dir: string, times: number): Promise<number> {
  let survived = 0;
  let keeper = await startKeeper(dir);
  for (let time = 0; time < times; time++) {
    await keeper.killBoth();
    const stranger = await strangerWith(keeper.qemuPid);
    const exited = once(stranger, 'exit');
    await ended(
      async () => {
        stranger.kill('SIGKILL');
        await exited;
      },
      async () => {
        if (readRecord(dir)?.pid !== stranger.pid) throw new Error('the record does not name the stranger');
        if (time % 2 === 1) {
          const slipway = openMachine(dir, {}, () => undefined);
          await slipway.kill().finally(() => slipway.close());
        }
        keeper = await startKeeper(dir);
        const lives = stranger.exitCode === null && stranger.signalCode === null;
        process.stdout.write(`number ${String(stranger.pid)}: the stranger ${lives ? 'lives' : 'was ended'}\n`);
        if (lives && keeper.qemuPid !== stranger.pid) survived += 1;
      },
    );
  }
  await keeper.killBoth();
  return survived;
}
