import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../../../testing/dockerd.mjs';
import { identityOf, isSame, signalIfSame, type Identity } from './identity';
import { useOf } from './use';

const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

const start = async (program = 'sleep', args = ['600']): Promise<{ child: ChildProcess; identity: Identity }> => {
  const child = spawn(program, args, { stdio: 'ignore' });
  children.push(child);
  await once(child, 'spawn');
  const identity = child.pid === undefined ? null : await identityOf(child.pid);
  if (identity === null) throw new Error('it has no identity');
  return { child, identity };
};

describe('identity', () => {
  it('stays the same while it lives, also by way of a file', async () => {
    const { identity } = await start();
    expect(identity.executable).toMatch(/sleep|coreutils|busybox/);
    const kept: unknown = JSON.parse(JSON.stringify(identity));
    expect(kept).toEqual(await identityOf(identity.pid));
    expect(await isSame(identity)).toBe(true);
  });

  it('is none for a number that no process has, or that none can have', async () => {
    for (const pid of [0, -1, 1.5, Number.NaN, 2 ** 31 - 1]) expect(await identityOf(pid)).toBeNull();
  });

  it('ends with the process', async () => {
    const { child, identity } = await start();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await isSame(identity)).toBe(false);
  });

  it('is none for a zombie, which runs no longer though its parent has not noticed', async () => {
    const child = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(child);
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    const read = (of: number | undefined, file: string): string => readFileSync(`/proc/${String(of)}/${file}`, 'utf8');
    // A shell would notice; what it becomes never does.
    await until(() => read(child.pid, 'comm') === 'sleep\n', 5000, 'the parent is no shell any more');
    process.kill(pid, 'SIGKILL');
    await until(() => read(pid, 'stat').split(' ')[2] === 'Z', 5000, 'it is a zombie');
    expect(await identityOf(pid)).toBeNull();
    expect(await identityOf(pid, 'darwin')).toBeNull();
  });

  it('never lets a signal reach another process that has the number now', async () => {
    const { child, identity } = await start();
    const before: Identity = { ...identity, startTime: `${identity.startTime}0` };
    expect(await signalIfSame(before, 'SIGKILL')).toBe(false);
    expect(await signalIfSame({ ...identity, executable: '/usr/bin/qemu' }, 'SIGKILL')).toBe(false);
    expect(child.exitCode ?? child.signalCode).toBeNull();
    expect(await signalIfSame(identity, 'SIGKILL')).toBe(true);
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
    expect(await signalIfSame(identity, 'SIGKILL')).toBe(false);
  });

  it('is told by ps as well', async () => {
    const { child, identity } = await start();
    const first = await identityOf(identity.pid, 'darwin');
    expect(first?.executable).toContain('sleep');
    expect(first?.startTime).toMatch(/^\w{3} \w{3} \d+ [\d:]{8} \d{4}$/);
    expect(await identityOf(identity.pid, 'darwin')).toEqual(first);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await identityOf(identity.pid, 'darwin')).toBeNull();
  });
});

describe('use', () => {
  it('counts what a process costs, in both ways alike', async () => {
    const { identity } = await start('sh', ['-c', 'while :; do :; done']);
    let use = await useOf(identity.pid);
    while ((use?.cpuSeconds ?? 0) < 0.1) use = await useOf(identity.pid);
    const byPs = await useOf(identity.pid, 'darwin');
    expect(use?.memoryBytes).toBeGreaterThan(100_000);
    expect(byPs?.memoryBytes).toBeGreaterThan(100_000);
    expect(await useOf(2 ** 31 - 1)).toBeNull();
  });
});
