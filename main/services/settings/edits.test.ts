import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSettings, SettingInvalid, type Settings } from './settings';

const WITH_VALUE: unknown = expect.stringMatching(/<b>|99/);

let dir: string;
let settings: Settings;

const file = (): string => path.join(dir, 'settings.json');
const write = (value: unknown): void =>
  fs.writeFileSync(file(), typeof value === 'string' ? value : JSON.stringify(value));
const onDisk = (): unknown => JSON.parse(fs.readFileSync(file(), 'utf8'));
const state = () => settings.state();
const open = async (): Promise<void> => {
  settings = await openSettings({ dir, log: () => undefined });
};

beforeEach(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-edits-'));
  write({ version: 1, theme: 'dark', terminal: { fontSize: 15 } });
  await open();
});
afterEach(async () => {
  await settings.close();
  fs.rmSync(dir, { recursive: true, force: true });
});

test('an edit from outside counts at once, whether the file is written over or replaced', async () => {
  write({ version: 1, theme: 'light' });
  await vi.waitFor(() => expect(state().value.theme).toBe('light'));
  expect(state().value.terminal.fontSize).toBe(13);
  fs.writeFileSync(`${file()}~`, '{"version":1,"terminal":{"fontSize":20}}');
  fs.renameSync(`${file()}~`, file());
  await vi.waitFor(() => expect(state().value).toMatchObject({ theme: 'system', terminal: { fontSize: 20 } }));
  expect(state().notices).toEqual([]);
});

test('our own writes are no edits', async () => {
  let told = 0;
  settings.onChange(() => told++);
  await settings.update({ theme: 'light' });
  write(`${fs.readFileSync(file(), 'utf8')}\n`);
  // The edit that only adds a line is told; what comes before it is over by then.
  await vi.waitFor(() => expect(told).toBe(2));
});

test('an edit and a change at the same time are both kept', async () => {
  write({ version: 1, theme: 'light', later: 1 });
  await settings.update({ terminal: { clipboardWrite: true } });
  expect(onDisk()).toMatchObject({ theme: 'light', later: 1, terminal: { clipboardWrite: true } });
  expect(state().value).toMatchObject({ theme: 'light', terminal: { clipboardWrite: true, fontSize: 13 } });
});

test('a broken edit is told with its place; what was in use stays, and a change keeps it aside', async () => {
  const broken = '{\n  "theme": "light",\n  "terminal" { }\n}';
  write(broken);
  await vi.waitFor(() => expect(state().notices).toMatchObject([{ kind: 'edit', at: { line: 3, column: 14 } }]));
  expect(state().value).toMatchObject({ theme: 'dark', terminal: { fontSize: 15 } });
  expect(fs.readFileSync(file(), 'utf8')).toBe(broken);
  await settings.update({ terminal: { fontSize: 16 } });
  const kept = state().notices[0]?.keptAs ?? '';
  expect(fs.readFileSync(kept, 'utf8')).toBe(broken);
  expect(onDisk()).toMatchObject({ theme: 'dark', terminal: { fontSize: 16 } });
});

test('a broken edit that is mended leaves nothing behind', async () => {
  write('{');
  await vi.waitFor(() => expect(state().notices).toHaveLength(1));
  write({ version: 1, theme: 'light' });
  await vi.waitFor(() => expect(state()).toMatchObject({ value: { theme: 'light' }, notices: [] }));
  expect(fs.readdirSync(dir)).toEqual(['settings.json']);
});

test('a file that is gone changes nothing, and comes back whole', async () => {
  fs.rmSync(file());
  await settings.update({ theme: 'light' });
  expect(onDisk()).toMatchObject({ theme: 'light', terminal: { fontSize: 15 } });
});

test('what does not count is told with what counts instead, and stays in the file', async () => {
  const poisoned = {
    ...{ version: 1, $schema: './settings.schema.json', thme: 'dark', theme: '<b>', logs: 7 },
    terminal: { fontSize: 99, fontsize: 14 },
  };
  write(poisoned);
  await vi.waitFor(() => expect(state().problems).not.toEqual([]));
  expect(state().problems).toMatchObject([
    { key: 'thme', kind: 'unknown' },
    { key: 'theme', kind: 'unusable', reason: WITH_VALUE, counts: '"system"' },
    { key: 'logs', kind: 'unusable' },
    { key: 'terminal.fontSize', kind: 'unusable', reason: WITH_VALUE, counts: '13' },
    { key: 'terminal.fontsize', kind: 'unknown' },
  ]);
  expect(onDisk()).toEqual(poisoned);
});

test('one setting is set by its key, and refused with a reason', async () => {
  await settings.set('terminal.fontSize', 20);
  await settings.set('theme', 'light');
  expect(onDisk()).toMatchObject({ theme: 'light', terminal: { fontSize: 20 } });
  for (const [key, value] of [
    ['terminal.fontSize', 99],
    ['terminal.fontSize', '20'],
    ['terminal.nothing', 1],
    ['terminal', {}],
    ['__proto__.polluted', 1],
  ] as const)
    expect(() => settings.set(key, value)).toThrow(SettingInvalid);
  expect(state().value.terminal.fontSize).toBe(20);
});

test('a reset takes settings, groups and strangers out of the file', async () => {
  write({ version: 1, thme: 1, theme: 'dark', logs: { wrap: false, fontSize: 20 }, terminal: { fontSize: 9, x: 1 } });
  await vi.waitFor(() => expect(state().value.logs.wrap).toBe(false));
  await settings.reset(['thme', 'theme', 'logs', 'terminal.fontSize', 'bin.hours', 'nowhere.near']);
  expect(onDisk()).toEqual({ $schema: './settings.schema.json', version: 1, terminal: { x: 1 } });
  expect(state().value).toMatchObject({ theme: 'system', logs: { wrap: true, fontSize: 12 } });
});
