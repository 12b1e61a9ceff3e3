import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SettingsState, settingsValue } from '../../contract/settings';
import { openSettings, type Settings } from './settings';

const DEFAULTS = v.parse(settingsValue, {});
const GOOD = { version: 1, theme: 'dark', engine: { selected: 'context:rig', consented: [] } };

let dir: string;
let opened: Settings[] = [];
const logged: string[] = [];

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-settings-'));
  logged.length = 0;
});
afterEach(async () => {
  await Promise.all(opened.map((each) => each.close()));
  opened = [];
  fs.rmSync(dir, { recursive: true, force: true });
});

const file = (): string => path.join(dir, 'settings.json');
const open = async (at = dir): Promise<Settings> => {
  const settings = await openSettings({ dir: at, log: (line) => logged.push(line) });
  opened.push(settings);
  return settings;
};
const onDisk = (): unknown => JSON.parse(fs.readFileSync(file(), 'utf8'));
const asides = (): string[] => fs.readdirSync(dir).filter((name) => name !== 'settings.json');
const kinds = (state: SettingsState): string[] => state.notices.map(({ kind }) => kind);

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const CORRUPT: readonly (readonly [string, Buffer])[] = [
  ['no JSON', Buffer.from('theme = dark')],
  ['half-written', json(GOOD).subarray(0, 40)],
  ['empty', Buffer.alloc(0)],
  ['zeros, as after a power cut', Buffer.alloc(512)],
  ['a byte order mark only', Buffer.from([0xef, 0xbb, 0xbf])],
  ['UTF-16', Buffer.from(`\ufeff${JSON.stringify(GOOD)}`, 'utf16le')],
  ['no UTF-8', Buffer.concat([Buffer.from('{"theme":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])],
  ['an array', json([GOOD])],
  ['a string', json('dark')],
  ['null', json(null)],
  ['nested too deeply', Buffer.from(`{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)],
  ['oversized', json({ ...GOOD, filler: 'x'.repeat(4 * 1024 * 1024) })],
];

describe('a stored file', () => {
  it.each(CORRUPT)('%s: is kept aside, the defaults hold, and changes are saved', async (_what, bytes) => {
    fs.writeFileSync(file(), bytes);
    const settings = await open();
    expect(settings.state().value).toEqual(DEFAULTS);
    expect(settings.state().notices).toMatchObject([
      { kind: 'corrupt', file: fs.realpathSync(dir) + '/settings.json' },
    ]);
    const kept = settings.state().notices[0]?.keptAs ?? '';
    expect(path.basename(kept)).toMatch(/^settings\.json\.corrupt-\d{4}-/);
    expect(fs.readFileSync(kept).equals(bytes)).toBe(true);
    await settings.update({ theme: 'light' });
    expect(onDisk()).toMatchObject({ version: 1, theme: 'light' });
    expect((await open()).state()).toMatchObject({ value: { theme: 'light' }, notices: [] });
    expect(logged).toHaveLength(1);
  });

  it('with a byte order mark is read', async () => {
    fs.writeFileSync(file(), `\ufeff${JSON.stringify(GOOD)}`);
    expect((await open()).state()).toMatchObject({ value: { theme: 'dark' }, notices: [] });
  });

  it('absent: the defaults hold and nothing is written before a change', async () => {
    const settings = await open(path.join(dir, 'deep/er'));
    expect(settings.state()).toMatchObject({ value: DEFAULTS, notices: [], problems: [] });
    expect(fs.readdirSync(path.join(dir, 'deep/er'))).toEqual([]);
  });

  it('of a newer version is read, never written, and copied once', async () => {
    const newer = JSON.stringify({ version: 7, theme: 'dark', galaxies: [1] });
    fs.writeFileSync(file(), newer);
    const settings = await open();
    expect(settings.state()).toMatchObject({ value: { theme: 'dark' }, notices: [{ kind: 'newer' }] });
    await settings.update({ theme: 'light' });
    expect(settings.state().value.theme).toBe('light');
    expect(fs.readFileSync(file(), 'utf8')).toBe(newer);
    // The newer Slipway went on with it; the first copy is the one from before we came.
    fs.writeFileSync(file(), JSON.stringify({ version: 7, theme: 'light' }));
    await open();
    expect(asides()).toEqual(['settings.json.v7']);
    expect(fs.readFileSync(path.join(dir, 'settings.json.v7'), 'utf8')).toBe(newer);
  });

  it('that is write-protected stays, and changes live in memory', async () => {
    fs.writeFileSync(file(), JSON.stringify(GOOD));
    fs.chmodSync(file(), 0o444);
    const settings = await open();
    await settings.update({ theme: 'light' });
    expect(settings.state()).toMatchObject({ value: { theme: 'light' }, notices: [{ kind: 'read-only' }] });
    expect(onDisk()).toEqual(GOOD);
    fs.chmodSync(file(), 0o644);
    await settings.update({ theme: 'system' });
    expect(kinds(settings.state())).toEqual([]);
    expect(onDisk()).toMatchObject({ theme: 'system' });
  });

  it('that cannot be one (a folder, a path through a file) is said and left alone', async () => {
    fs.mkdirSync(file());
    const settings = await open();
    expect(kinds(settings.state())).toEqual(['read-only']);
    await settings.update({ theme: 'dark' });
    expect(fs.statSync(file()).isDirectory()).toBe(true);
    fs.writeFileSync(path.join(dir, 'plain'), '');
    const nowhere = await open(path.join(dir, 'plain/below'));
    await nowhere.update({ theme: 'dark' });
    expect(nowhere.state()).toMatchObject({ value: { theme: 'dark' }, notices: [{ kind: 'read-only' }] });
  });

  it('behind a link is replaced where it is', async () => {
    fs.mkdirSync(path.join(dir, 'dotfiles'));
    fs.writeFileSync(path.join(dir, 'dotfiles/slipway.json'), JSON.stringify(GOOD));
    fs.symlinkSync(path.join(dir, 'dotfiles/slipway.json'), file());
    await (await open()).update({ theme: 'light' });
    expect(fs.lstatSync(file()).isSymbolicLink()).toBe(true);
    expect(onDisk()).toMatchObject({ theme: 'light' });
  });
});

describe('poisoned values', () => {
  const POISON = [
    null,
    7,
    -1,
    Number.MAX_VALUE,
    '',
    '<img src=x onerror=1>',
    [],
    {},
    true,
    'x'.repeat(100_000),
    [[[]]],
  ];

  it('fall back alone', async () => {
    for (const poison of POISON) {
      const stored = {
        ...{ version: poison, theme: poison, engine: { selected: 'context:rig', consented: poison } },
        containers: { columns: poison, sortBy: poison, descending: poison, grouped: false, collapsed: poison },
      };
      fs.writeFileSync(file(), JSON.stringify(stored));
      const { value } = (await open()).state();
      expect(v.is(settingsValue, value)).toBe(true);
      expect(value.engine.selected).toBe('context:rig');
      expect(value.containers.grouped).toBe(false);
      expect(['system', 'light', 'dark']).toContain(value.theme);
    }
  });

  it('do not spread through a prototype', async () => {
    fs.writeFileSync(file(), '{"version":1,"__proto__":{"theme":"dark"},"containers":{"__proto__":{"grouped":false}}}');
    const settings = await open();
    expect(settings.state().value).toEqual(DEFAULTS);
    await settings.update({ containers: { descending: true } });
    expect(fs.readFileSync(file(), 'utf8')).toMatch(/"__proto__": \{\s+"theme": "dark"/);
  });
});

describe('update', () => {
  it('changes what is named and preserves what is unknown, at every level', async () => {
    const stored = {
      ...{ version: 1, theme: 7, later: { a: [1] } },
      engine: { selected: null, consented: [], proxy: 'x' },
      containers: { grouped: true, density: 2, columns: [{ id: 'name', width: 100, hidden: false, pinned: true }] },
    };
    fs.writeFileSync(file(), JSON.stringify(stored));
    const settings = await open();
    const columns = [{ id: 'name' as const, width: 300, hidden: false }];
    await settings.update({ containers: { descending: true, columns } });
    await settings.saveEngineChoice({ selected: 'flag', consented: ['tcp://a'] });
    expect(settings.engineChoice()).toEqual({ selected: 'flag', consented: ['tcp://a'] });
    expect(onDisk()).toEqual({
      ...{ $schema: './settings.schema.json', version: 1, theme: 7, later: { a: [1] } },
      engine: { selected: 'flag', consented: ['tcp://a'], proxy: 'x' },
      containers: {
        ...{ grouped: true, density: 2, descending: true },
        columns: [{ id: 'name', width: 300, hidden: false, pinned: true }],
      },
    });
  });

  it('holds at once, tells listeners, and is on disk when it resolves, however many come', async () => {
    const settings = await open();
    let told = 0;
    const stop = settings.onChange(() => told++);
    const updates = Array.from({ length: 100 }, (_, index) =>
      settings.update({ containers: { columns: [{ id: 'name', width: 100 + index, hidden: false }] } }),
    );
    expect(settings.state().value.containers.columns[0]?.width).toBe(199);
    await updates[0];
    expect(onDisk()).toMatchObject({ containers: { columns: [{ width: 199 }] } });
    await Promise.all(updates);
    expect(told).toBe(100);
    stop();
    await settings.update({ theme: 'dark' });
    expect(told).toBe(100);
    expect(asides()).toEqual([]);
    expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('says when the disk takes no more, and when it does again', async () => {
    const settings = await open();
    await settings.update({ theme: 'dark' });
    fs.renameSync(dir, `${dir}-away`);
    await settings.update({ theme: 'light' });
    expect(settings.state()).toMatchObject({ value: { theme: 'light' }, notices: [{ kind: 'read-only' }] });
    fs.renameSync(`${dir}-away`, dir);
    await settings.update({ containers: { grouped: false } });
    expect(kinds(settings.state())).toEqual([]);
    expect(onDisk()).toMatchObject({ theme: 'light', containers: { grouped: false } });
  });
});

describe('left-overs of killed writers', () => {
  it('are removed at the start, those of a living process are not', async () => {
    const dead = path.join(dir, `settings.json.tmp-${String(2 ** 30)}-0123abcd`);
    const alive = path.join(dir, `settings.json.tmp-${String(process.ppid)}-0123abcd`);
    for (const each of [dead, alive]) fs.writeFileSync(each, '{');
    await open();
    expect(asides()).toEqual([path.basename(alive)]);
  });
});
