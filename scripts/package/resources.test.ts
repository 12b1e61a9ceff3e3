import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchResources, LIST, MANIFEST, pin, readManifest, resourceProblems } from './resources.mjs';

const BYTES = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

let dir = '';
let server: http.Server;
let body = BYTES;
let asked: string[] = [];
/** Bytes after which the next answers break off. */
let cuts: number[] = [];

/** Once all of that has been written down. */
const breakOff = (response: http.ServerResponse, bytes: Buffer, size: number): void => {
  response.write(bytes);
  const look = (): void => {
    const [part] = fs.readdirSync(path.join(dir, 'cache'));
    if (part !== undefined && fs.statSync(path.join(dir, 'cache', part)).size >= size) response.destroy();
    else setTimeout(look, 5);
  };
  setTimeout(look, 5);
};

beforeEach(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-fetch-'));
  [body, asked, cuts] = [BYTES, [], []];
  server = http.createServer((request, response) => {
    const { range = '' } = request.headers;
    asked.push(range);
    const from = Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0);
    const rest = body.subarray(from);
    const head = {
      'content-length': rest.length,
      'content-range': `bytes ${String(from)}-${String(body.length - 1)}/${String(body.length)}`,
    };
    response.writeHead(from === 0 ? 200 : 206, head);
    const cut = cuts.shift();
    if (cut === undefined) response.end(rest);
    else breakOff(response, rest.subarray(0, cut), from + cut);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  fs.rmSync(dir, { recursive: true });
});

const resource = (more = {}) => ({
  ...{ name: 'compose', version: '1', os: 'linux', arch: 'x64', member: null, to: 'bin/compose', sha256: sha256(body) },
  url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/compose`,
  ...more,
});
const at = (name: string): string => path.join(dir, name);
const manifestOf = (...resources: unknown[]): string => {
  fs.writeFileSync(at('resources.json'), JSON.stringify({ note: '', resources }));
  return at('resources.json');
};
const fetchAll = (manifest: string, vm: string | null = null): Promise<string> =>
  fetchResources({ ...{ manifest, os: 'linux', arch: 'x64', vm }, out: at('out'), cache: at('cache') });

test('what is pinned is fetched once, placed, and can be run', async () => {
  const manifest = manifestOf(resource(), resource({ os: 'mac' }));
  const folder = await fetchAll(manifest);
  expect(fs.readFileSync(path.join(folder, 'bin/compose'))).toEqual(BYTES);
  expect(fs.statSync(path.join(folder, 'bin/compose')).mode & 0o777).toBe(0o755);
  await fetchAll(manifest);
  expect(asked).toEqual(['']);
  expect(await resourceProblems(folder)).toEqual([]);
});

test('a download that breaks off goes on where it was', async () => {
  cuts = [30_000, 20_000];
  const folder = await fetchAll(manifestOf(resource()));
  expect(fs.readFileSync(path.join(folder, 'bin/compose'))).toEqual(BYTES);
  expect(asked).toEqual(['', 'bytes=30000-', 'bytes=50000-']);
});

test('other bytes than those that were pinned are not used, and not kept', async () => {
  const manifest = manifestOf(resource());
  body = Buffer.concat([BYTES, Buffer.from('more')]);
  await expect(fetchAll(manifest)).rejects.toThrow(`and not the ${sha256(BYTES)} that was pinned`);
  expect(fs.readdirSync(at('cache'))).toEqual([]);
  expect(fs.existsSync(at('out/linux-x64'))).toBe(false);
});

test('what is not pinned is not packaged; pinning writes what is there now', async () => {
  const manifest = manifestOf(resource({ sha256: null }));
  await expect(fetchAll(manifest)).rejects.toThrow('not pinned: compose 1 for linux x64');
  expect(asked).toEqual([]);
  expect(await pin({ manifest, cache: at('cache') })).toBe(1);
  expect(readManifest(manifest).resources[0]?.sha256).toBe(sha256(BYTES));
  expect(await pin({ manifest, cache: at('cache') })).toBe(0);
  await fetchAll(manifest);
  expect(asked).toEqual(['']);
});

test('one file of an archive', async () => {
  fs.mkdirSync(at('docker'));
  fs.writeFileSync(at('docker/docker'), 'the program');
  fs.writeFileSync(at('docker/dockerd'), 'another');
  execFileSync('tar', ['-czf', at('docker.tgz'), '-C', dir, 'docker']);
  body = fs.readFileSync(at('docker.tgz'));
  const folder = await fetchAll(
    manifestOf(resource({ member: 'docker/docker', to: 'bin/docker', sha256: sha256(body) })),
  );
  expect(fs.readFileSync(path.join(folder, 'bin/docker'), 'utf8')).toBe('the program');
  expect(fs.readdirSync(path.join(folder, 'bin'))).toEqual(['docker']);
});

test("the machine's image goes along, and is missed", async () => {
  await expect(fetchAll(manifestOf(), at('vm'))).rejects.toThrow('has no image of the machine');
  fs.mkdirSync(at('vm/amd64'), { recursive: true });
  fs.writeFileSync(at('vm/amd64/image.json'), '{}');
  const folder = await fetchAll(manifestOf(), at('vm'));
  expect(fs.readFileSync(path.join(folder, 'vm/amd64/image.json'), 'utf8')).toBe('{}');
});

test('the clear is not downloaded from; what was changed, lost or never fetched is told', async () => {
  await expect(fetchAll(manifestOf(resource({ url: 'http://example.test/compose' })))).rejects.toThrow('only https');
  const folder = await fetchAll(manifestOf(resource()));
  fs.appendFileSync(path.join(folder, 'bin/compose'), 'x');
  expect(await resourceProblems(folder)).toEqual(['bin/compose is not what was fetched']);
  fs.rmSync(path.join(folder, 'bin/compose'));
  expect(await resourceProblems(folder)).toEqual(['bin/compose is missing']);
  fs.rmSync(path.join(folder, LIST));
  expect((await resourceProblems(folder)).join()).toContain('nothing was fetched');
});

test('the manifest names each thing once a system, by https, with its hash', () => {
  const { resources } = readManifest(MANIFEST);
  const keys = resources.map(({ name, os: system, arch }) => `${name} ${system} ${arch}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { url, version, sha256: hash, to } of resources) {
    expect(new URL(url).protocol).toBe('https:');
    expect(url).toContain(version);
    expect(to).toMatch(/^bin\/[\w.-]+$/);
    expect(hash).toMatch(/^[\da-f]{64}$/);
  }
  // A hash that two have was copied to the wrong place.
  expect(new Set(resources.map(({ sha256: hash }) => hash)).size).toBe(resources.length);
});
