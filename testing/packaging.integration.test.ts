// electron-builder packages the app on a stand-in for Electron's program, which holds its fuses and nothing else.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Marks the fuses in Electron's program: a version, a count, and a character for each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyAsar',
  'browserSnapshot',
  'fileProtocolPrivileges',
];
/** As Electron comes. */
const DEFAULTS = '10110001';

let work = '';
let packed = '';

function write(file: string, content: string | Buffer, mode = 0o644): void {
  const full = path.join(work, file);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, content, { mode });
}

beforeAll(async () => {
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-package-'));
  packed = path.join(work, 'dist/linux-unpacked');
  const { devDependencies: _unneeded, ...manifest } = JSON.parse(
    fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  ) as Record<string, unknown>;
  write('package.json', JSON.stringify(manifest));
  fs.copyFileSync(path.join(ROOT, 'electron-builder.yml'), path.join(work, 'electron-builder.yml'));
  fs.cpSync(path.join(ROOT, 'assets'), path.join(work, 'assets'), { recursive: true });
  for (const file of [
    'main/electron.js',
    'main/browser.js',
    'main/electron.js.map',
    'preload/preload.cjs',
    'renderer/index.html',
  ])
    write(`out/${file}`, '//');
  write('node_modules/left-over/package.json', '{"name":"left-over","version":"1.0.0"}');
  write('main/secret.ts', '');
  const program = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FUSES.length]), Buffer.from(DEFAULTS)]);
  write('electron/electron', Buffer.concat([Buffer.alloc(64), program, Buffer.alloc(64)]), 0o755);
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/en-US.pak', 'resources/none'])
    write(`electron/${file}`, '');
  const version = /^\d+\.\d+\.\d+$/.exec(
    (JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as { version: string })
      .version,
  );
  await promisify(execFile)(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/electron-builder/cli.js'),
      ...[
        '--linux',
        'dir',
        '--publish',
        'never',
        '-c.electronDist=electron',
        `-c.electronVersion=${version?.[0] ?? ''}`,
      ],
    ],
    { cwd: work },
  );
});
afterAll(() => fs.rmSync(work, { recursive: true, force: true }));

test('the packed program has its fuses set', () => {
  const program = fs.readFileSync(path.join(packed, 'slipway'));
  const at = program.indexOf(SENTINEL) + SENTINEL.length + 2;
  const states = Array.from(program.subarray(at, at + FUSES.length), (state) => state === '1'.charCodeAt(0));
  expect(Object.fromEntries(FUSES.map((fuse, index) => [fuse, states[index]]))).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    nodeCliInspect: false,
    asarIntegrity: true,
    onlyAsar: true,
    browserSnapshot: false,
    fileProtocolPrivileges: false,
  });
});

interface Folder {
  readonly files?: Readonly<Record<string, Folder>>;
}
const list = (folder: Folder, at = ''): string[] =>
  Object.entries(folder.files ?? {}).flatMap(([name, entry]) =>
    entry.files === undefined ? [`${at}${name}`] : list(entry, `${at}${name}/`),
  );

test('the archive holds what was built and no more', () => {
  const archive = fs.readFileSync(path.join(packed, 'resources/app.asar'));
  const header = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString()) as Folder;
  expect(list(header).sort()).toEqual([
    'out/main/electron.js',
    'out/preload/preload.cjs',
    'out/renderer/index.html',
    'package.json',
  ]);
});
