import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDisk } from './disk';
import { createSnapshots } from './snapshots';

const MIB = 2 ** 20;
const KILLS = 10;
const COPIER = fileURLToPath(new URL('./testing/endless-copier.ts', import.meta.url));

let dir = '';
let copier: ChildProcess | null = null;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-kill-'));
});
afterEach(() => {
  copier?.kill('SIGKILL');
  fs.rmSync(dir, { recursive: true, force: true });
});

const digest = (file: string): string => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

test(`killed ${String(KILLS)} times in the middle of copies: disk and snapshots are whole, nothing is left over`, async () => {
  const [disk, folder] = [path.join(dir, 'data.img'), path.join(dir, 'snapshots')];
  await createDisk(disk, 64 * MIB);
  fs.writeFileSync(disk, randomBytes(24 * MIB), { flag: 'r+' });
  const snapshots = createSnapshots({ dir: folder, disk, run: null, log: () => undefined });
  const { id } = await snapshots.create('kept');
  const kept = digest(disk);
  let halves = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Half of the kills hit a restore, the other half the making of a snapshot.
    const [watched, wanted] = kill % 2 === 0 ? [dir, 'data.img.tmp-'] : [folder, '.tmp-'];
    copier = spawn(process.execPath, ['--import', 'tsx', COPIER, disk, folder], { stdio: 'inherit' });
    const gone = once(copier, 'exit');
    const half = (): boolean => fs.readdirSync(watched).some((name) => name.includes(wanted));
    await expect.poll(half, { interval: 2, timeout: 30_000 }).toBe(true);
    copier.kill('SIGKILL');
    expect(await gone).toEqual([null, 'SIGKILL']);
    if (half()) halves += 1;
    await snapshots.clean();
    expect(fs.readdirSync(dir).sort()).toEqual(['data.img', 'snapshots']);
    expect(digest(disk)).toBe(kept);
    for (const snapshot of await snapshots.list())
      expect(digest(path.join(folder, snapshot.id, 'disk.img'))).toBe(kept);
    expect((await snapshots.list()).map((snapshot) => snapshot.id)).toContain(id);
  }
  // Else the kills came too late to show anything.
  expect(halves).toBeGreaterThan(0);
});
