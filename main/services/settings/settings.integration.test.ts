import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'vite';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSettings } from './settings';

const KILLS = 200;
/** Each with a folder of its own: most of a kill's time is the start of a process. */
const LANES = 4;
const NOBODY = 65_534;

let dir: string;
let writer: string;

/** The writer as one file that plain node starts at once: 200 starts through a compiler would take minutes. */
beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-kill-'));
  fs.chmodSync(dir, 0o755);
  writer = path.join(dir, 'writer.mjs');
  await build({
    ...{ configFile: false, logLevel: 'error', root: import.meta.dirname },
    ssr: { noExternal: true },
    build: {
      ...{
        ssr: fileURLToPath(new URL('./testing/endless-writer.ts', import.meta.url)),
        outDir: dir,
        emptyOutDir: false,
      },
      ...{ target: 'node20', rolldownOptions: { output: { entryFileNames: 'writer.mjs' } } },
    },
  });
});
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

const content = v.object({ containers: v.object({ collapsed: v.tuple([v.string(), v.string()]) }) });
const saved = (file: string): [string, string] =>
  v.parse(content, JSON.parse(fs.readFileSync(file, 'utf8'))).containers.collapsed;

const start = async (data: string): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [writer, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
};

/** How many files of saves that were cut off were seen. */
async function killing(data: string, kills: number): Promise<number> {
  let leftovers = 0;
  for (let kill = 0; kill < kills; kill++) {
    const child = await start(data);
    await delay(Math.random() * 15);
    child.kill('SIGKILL');
    await once(child, 'exit');
    leftovers += fs.readdirSync(data).length - 1;
    const [round, padding] = saved(path.join(data, 'settings.json'));
    const letter = String.fromCharCode(97 + (Number(round) % 26));
    expect(padding === letter.repeat(60_000 + (Number(round) % 7) * 1000)).toBe(true);
  }
  return leftovers;
}

describe('a process killed while it saves', () => {
  it(`leaves the old file or the new one, whole, ${String(KILLS)} times`, async () => {
    const lanes = Array.from({ length: LANES }, (_, lane) => path.join(dir, `data-${String(lane)}`));
    const leftovers = await Promise.all(lanes.map((data) => killing(data, KILLS / LANES)));
    // Else no kill came during a save, and nothing was shown.
    expect(Math.max(...leftovers)).toBeGreaterThan(0);
    for (const data of lanes) {
      const settings = await openSettings({ dir: data, log: () => undefined });
      expect(settings.state().notices).toEqual([]);
      expect(fs.readdirSync(data)).toEqual(['settings.json']);
    }
  }, 120_000);
});

describe('a full disk', () => {
  it('keeps its file, whole; changes live in memory until there is room', async () => {
    const data = path.join(dir, 'full');
    fs.mkdirSync(data);
    // Of 128 KiB, in this process's own mounts.
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'none', data]);
    try {
      const file = path.join(data, 'settings.json');
      const before = '{"version":1,"theme":"dark"}';
      fs.writeFileSync(file, before);
      const settings = await openSettings({ dir: data, log: () => undefined });
      expect(() => fs.writeFileSync(path.join(data, 'filler'), Buffer.alloc(1_000_000, 1))).toThrow('ENOSPC');
      await settings.update({ theme: 'light' });
      expect(settings.state()).toMatchObject({ value: { theme: 'light' }, notices: [{ kind: 'read-only' }] });
      expect(fs.readFileSync(file, 'utf8')).toBe(before);
      expect(fs.readdirSync(data).sort()).toEqual(['filler', 'settings.json']);
      fs.rmSync(path.join(data, 'filler'));
      await settings.update({ containers: { grouped: false } });
      expect(settings.state().notices).toEqual([]);
      expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({ theme: 'light' });
    } finally {
      execFileSync('umount', [data]);
    }
  });
});

describe('a folder that only others may write', () => {
  it('keeps its file; changes live in memory', async () => {
    const data = path.join(dir, 'foreign');
    fs.mkdirSync(data);
    fs.writeFileSync(path.join(data, 'settings.json'), '{"version":1,"theme":"dark"}');
    fs.chmodSync(data, 0o555);
    const root = process.geteuid?.() === 0;
    if (root) process.seteuid?.(NOBODY);
    try {
      const settings = await openSettings({ dir: data, log: () => undefined });
      await settings.update({ theme: 'light' });
      expect(settings.state()).toMatchObject({ value: { theme: 'light' }, notices: [{ kind: 'read-only' }] });
    } finally {
      if (root) process.seteuid?.(0);
      fs.chmodSync(data, 0o755);
    }
    expect(fs.readFileSync(path.join(data, 'settings.json'), 'utf8')).toBe('{"version":1,"theme":"dark"}');
  });
});
