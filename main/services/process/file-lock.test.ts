import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LockTimeout, withFileLock } from './file-lock';
import { identityOf } from './identity';

let dir: string;
let file: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-lock-'));
  file = path.join(dir, 'lock');
});
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const ownLock = async (change: { startTime?: string } = {}): Promise<string> =>
  JSON.stringify({ identity: { ...(await identityOf(process.pid)), ...change }, token: 'other' });

describe('withFileLock', () => {
  it('lets one at a time in, also within a process, and leaves nothing', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    const all = Array.from({ length: 20 }, () => withFileLock(file, { timeoutMs: 20_000 }, work));
    await Promise.all(all);
    expect(most).toBe(1);
    expect(fs.readdirSync(dir)).toEqual([]);
  });

  it('is given back when the work fails', async () => {
    await expect(withFileLock(file, { timeoutMs: 100 }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(fs.existsSync(file)).toBe(false);
  });

  it('waits for a living holder, up to its deadline', async () => {
    fs.writeFileSync(file, await ownLock());
    await expect(withFileLock(file, { timeoutMs: 120 }, async () => undefined)).rejects.toBeInstanceOf(LockTimeout);
    expect(fs.existsSync(file)).toBe(true);
  });

  it('can be given up', async () => {
    fs.writeFileSync(file, await ownLock());
    const signal = AbortSignal.timeout(100);
    await expect(withFileLock(file, { timeoutMs: 60_000, signal }, async () => undefined)).rejects.toThrow('abort');
  });

  it('takes a dead holder away: one that was killed', async () => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const identity = await identityOf(child.pid ?? 0);
    fs.writeFileSync(file, JSON.stringify({ identity, token: 'dead' }));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await withFileLock(file, { timeoutMs: 5_000 }, async () => 'in')).toBe('in');
  });

  it('takes a dead holder away whose number another process has, for one of many', async () => {
    fs.writeFileSync(file, await ownLock({ startTime: 'earlier' }));
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    await Promise.all(Array.from({ length: 10 }, () => withFileLock(file, { timeoutMs: 20_000 }, work)));
    expect(most).toBe(1);
  });

  it('takes away what a crash left half-written, but not at once', async () => {
    fs.writeFileSync(file, '{"ident');
    await expect(withFileLock(file, { timeoutMs: 100 }, async () => undefined)).rejects.toBeInstanceOf(LockTimeout);
    const old = Date.now() / 1000 - 60;
    fs.utimesSync(file, old, old);
    expect(await withFileLock(file, { timeoutMs: 5_000 }, async () => 'in')).toBe('in');
  });
});
