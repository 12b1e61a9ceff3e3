// electron-builder packages the built app on a stand-in for Electron's program, which holds its fuses and nothing else.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../scripts/lib/build.mjs';
import { archiveProblems, readArchive } from '../scripts/package/archive.mjs';
import { FUSES, fuseProblems } from '../scripts/package/check-package.mjs';
import { fetchResources } from '../scripts/package/resources.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const run = promisify(execFile);

/** Marks the fuses in Electron's program: a version, a count, and a character for each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron comes. */
const DEFAULTS = '10110001';
const COMPOSE = Buffer.from('#!/bin/sh\necho compose\n');
const MIB = 1024 * 1024;

let work = '';
let packed = '';

function write(file: string, content: string | Buffer, mode = 0o644): void {
  const full = path.join(work, file);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, content, { mode });
}

/** As `npm run package:fetch` does, from a server of our own. */
async function fetchCompose(): Promise<void> {
  const server = http.createServer((_request, response) => response.end(COMPOSE)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sha256 = createHash('sha256').update(COMPOSE).digest('hex');
  const url = `http://127.0.0.1:${String(port)}/compose`;
  const resource = {
    name: 'compose',
    version: '1',
    os: 'linux',
    arch: 'x64',
    url,
    member: null,
    to: 'bin/docker-compose',
    sha256,
  };
  write('resources.json', JSON.stringify({ note: '', resources: [resource] }));
  await fetchResources({
    ...{ manifest: path.join(work, 'resources.json'), os: 'linux', arch: 'x64', vm: null },
    ...{ out: path.join(work, '.cache/resources'), cache: path.join(work, 'downloads') },
  });
  server.close();
}

/** Rejects with what the packager said. */
const packageIt = async (...more: string[]): Promise<void> => {
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as {
    readonly version: string;
  };
  const cli = path.join(ROOT, 'node_modules/electron-builder/cli.js');
  const settings = ['-c.electronDist=electron', `-c.electronVersion=${version}`, ...more];
  await run(process.execPath, [cli, '--linux', 'dir', '--x64', '--publish', 'never', ...settings], { cwd: work }).catch(
    (error: unknown) => {
      const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
      throw new Error(`${stdout}${stderr}`);
    },
  );
};

beforeAll(async () => {
  await build();
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-package-'));
  packed = path.join(work, 'dist/linux-unpacked');
  const { devDependencies: _unneeded, ...manifest } = JSON.parse(
    fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  ) as Record<string, unknown>;
  write('package.json', JSON.stringify(manifest));
  for (const name of ['electron-builder.yml', 'LICENSE']) fs.copyFileSync(path.join(ROOT, name), path.join(work, name));
  for (const name of ['assets', 'out']) fs.cpSync(path.join(ROOT, name), path.join(work, name), { recursive: true });
  fs.symlinkSync(path.join(ROOT, 'scripts'), path.join(work, 'scripts'));
  write('out/main/electron.js.map', '{}');
  write('node_modules/left-over/package.json', '{"name":"left-over","version":"1.0.0"}');
  write('main/secret.ts', '');
  const program = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, DEFAULTS.length]), Buffer.from(DEFAULTS)]);
  write('electron/electron', Buffer.concat([Buffer.alloc(64), program, Buffer.alloc(64)]), 0o755);
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/en-US.pak', 'resources/none'])
    write(`electron/${file}`, '');
  await fetchCompose();
  await packageIt();
}, 120_000);
afterAll(() => fs.rmSync(work, { recursive: true, force: true }));

test('the packed program has its fuses set; as Electron comes it would not pass', () => {
  expect(fuseProblems(path.join(packed, 'slipway'))).toEqual([]);
  const problems = fuseProblems(path.join(work, 'electron/electron'));
  expect(problems).toContain('the fuse runAsNode is on');
  expect(problems.length).toBeGreaterThan(4);
  expect(Object.keys(FUSES)).toHaveLength(7);
});

test('the archive holds what is needed and no more, names no place of this computer, and is small', () => {
  const archive = path.join(packed, 'resources/app.asar');
  expect(archiveProblems(archive)).toEqual([]);
  const entries = readArchive(archive);
  const names = entries.map(({ name }) => name);
  for (const needed of ['package.json', 'out/main/electron.js', 'out/main/browser.js', 'out/preload/preload.cjs'])
    expect(names).toContain(needed);
  expect(names).not.toContain('out/main/cli.js');
  const bytes = entries.reduce((sum, each) => sum + each.bytes.length, 0);
  process.stdout.write(`app.asar: ${(bytes / MIB).toFixed(2)} MiB in ${String(entries.length)} files\n`);
  expect(archiveProblems(archive, ['electron']).join()).toContain('names electron');
});

test('the command, its documents and what was fetched go along', () => {
  const resources = path.join(packed, 'resources');
  expect(fs.readFileSync(path.join(resources, 'bin/docker-compose'))).toEqual(COMPOSE);
  expect(fs.statSync(path.join(resources, 'bin/docker-compose')).mode & 0o111).not.toBe(0);
  expect(fs.statSync(path.join(resources, 'bin/slipway')).mode & 0o111).not.toBe(0);
  expect(fs.readdirSync(path.join(resources, 'cli')).sort()).toEqual(
    fs.readdirSync(path.join(ROOT, 'assets/cli')).sort(),
  );
  expect(fs.readdirSync(path.join(resources, 'tray'))).toHaveLength(12);
  expect(fs.existsSync(path.join(resources, 'fetched.json'))).toBe(false);
});

test('a fuse that is not as it must be, or a file that was changed on its way, ends the build', async () => {
  fs.appendFileSync(path.join(work, '.cache/resources/linux-x64/bin/docker-compose'), 'more');
  await expect(packageIt('-c.electronFuses.runAsNode=true')).rejects.toThrow(
    /the fuse runAsNode is on; bin\/docker-compose is not what was fetched/,
  );
});
