import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { until } from '../../testing/dockerd.mjs';
import { clearRunDir, makeRunDir, markedProcesses, runEnv } from './run-dir.mjs';

const isAlive = (pid: number): boolean => {
  try {
    // A zombie has ended, too.
    return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return false;
  }
};

test('all that bears the mark is ended, with what it started, and nothing else', async () => {
  const dir = makeRunDir();
  const stranger = spawn('sleep', ['300']);
  // In a session of its own, deaf to polite signals, and with a child that has forgotten its origin.
  const script = `trap "" TERM INT HUP; env -i sleep 300 & echo $! > ${dir}/child; touch ${dir}/file; wait`;
  const marked = spawn('sh', ['-c', script], { env: { ...process.env, ...runEnv(dir) }, detached: true });
  try {
    await until(() => fs.existsSync(`${dir}/file`), 5_000, 'it runs');
    const child = Number(fs.readFileSync(`${dir}/child`, 'utf8'));
    await until(() => markedProcesses(dir).includes(child), 5_000, 'its child runs');
    const pids = markedProcesses(dir);
    expect(pids).toContain(marked.pid);
    expect(pids).not.toContain(stranger.pid);
    expect(pids).not.toContain(process.pid);
    expect(await clearRunDir(dir)).toBe(pids.length);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    expect(fs.existsSync(dir)).toBe(false);
  } finally {
    const gone = once(stranger, 'exit');
    stranger.kill();
    await gone;
    await clearRunDir(dir);
  }
});

test('temporary files of the suites are in it, at a short path', () => {
  const dir = makeRunDir();
  try {
    expect(runEnv(dir)).toEqual({ SLIPWAY_TEST_DIR: dir, TMPDIR: dir });
    expect(path.join(dir, 'slipway-engine-XXXXXX/exec/containerd/containerd.sock.ttrpc').length).toBeLessThan(108);
  } finally {
    fs.rmSync(dir, { recursive: true });
  }
});
