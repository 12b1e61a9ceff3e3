import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Dockerd, importBusybox, startDockerd } from '../../../testing/dockerd.mjs';
import type { ImageLayers, ScanItem } from '../../contract/layers';
import { engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { createTarReader } from '../helpers/tar/reader';
import { createTransfers, type TransferHub } from '../transfers/transfers';
import { createLayers, type Layers } from './layers';
import { type TestEntry, tarOf } from './testing/tar';

let dockerd: Dockerd;
let engine: Engine;
let hub: TransferHub;
let layers: Layers;
let dir: string;
const { signal } = new AbortController();

const options = () => ({
  ...{ engine, transfers: hub.offers, dataDir: dir, record: () => () => undefined },
});

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-layers-'));
  engine = engineAt(dockerd.url);
  hub = createTransfers({ explain: (error) => ({ code: 'INTERNAL', message: String(error), data: null }) });
  await new Promise<void>((resolve) => {
    engine.subscribe({ connected: () => resolve(), event: () => undefined, disconnected: () => undefined });
  });
  layers = createLayers({ ...options(), env: { PATH: path.join(dir, 'bin') } });
});

afterAll(async () => {
  layers.close();
  hub.close();
  await engine.close();
  await dockerd.remove();
  fs.rmSync(dir, { recursive: true, force: true });
});

async function open(image: string): Promise<ImageLayers> {
  for await (const item of layers.open(image, signal)) if (item.type === 'ready') return item.image;
  throw new Error('it was not read');
}

/** An image of one layer with these files. */
async function imported(tag: string, entries: readonly TestEntry[]): Promise<void> {
  const file = path.join(dir, 'import.tar');
  fs.writeFileSync(file, tarOf(entries));
  await dockerd.docker('import', file, tag);
}

/** Of what an export of a container holds: path -> kind, size, mode. What the engine adds itself is left out. */
async function exported(container: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const reader = createTarReader({
    entry({ name, type, size, mode }) {
      const at = `/${name.replace(/\/$/, '')}`;
      if (!/^\/(\.dockerenv|dev|etc|proc|sys)(\/|$)/.test(at)) found.set(at, `${type} ${size} ${mode.toString(8)}`);
      return false;
    },
  });
  const body = await engine.client.stream({ method: 'GET', path: `/containers/${container}/export` });
  body.on('data', (chunk: Buffer) => reader.write(chunk));
  await once(body, 'end');
  reader.end();
  return found;
}

const LASTING = new AbortController().signal;

async function shown(imageId: string, layer: number): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const walk = async (folder: string): Promise<void> => {
    const wish = { imageId, layer, path: folder, changes: [], sort: 'name', offset: 0 } as const;
    for (const { path: at, kind, size, mode, change } of (await layers.children(wish, LASTING)).entries) {
      if (/^\/(\.dockerenv|dev|etc|proc|sys)(\/|$)/.test(at) || change === 'removed') continue;
      found.set(at, `${kind} ${kind === 'file' ? size : 0} ${mode.toString(8)}`);
      if (kind === 'dir') await walk(at);
    }
  };
  await walk('/');
  return found;
}

const names = fc.constantFrom('a', 'b', 'c');
const paths = fc.array(names, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
/** What shells do; where one of them fails the others go on. */
const deeds = fc.oneof(
  fc.tuple(paths, fc.nat(99)).map(([at, size]) => `mkdir -p $(dirname ${at}); head -c ${size} /dev/zero > ${at}`),
  paths.map((at) => `rm -rf ${at}`),
  paths.map((at) => `mkdir -p ${at}`),
  paths.map((at) => `rm -rf ${at}; mkdir -p ${at}; echo x > ${at}/new`),
  fc.tuple(paths, fc.constantFrom('700', '4755')).map(([at, mode]) => `chmod ${mode} ${at}`),
  fc.tuple(paths, paths).map(([from, to]) => `mkdir -p $(dirname ${to}); mv ${from} ${to}`),
  fc.tuple(paths, names).map(([at, target]) => `rm -rf ${at}; mkdir -p $(dirname ${at}); ln -s ${target} ${at}`),
);

test(
  'the last layer of any sequence of layers has the tree that the engine exports',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(deeds, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
        async (steps) => {
          let image = 'slipway/busybox:1';
          for (const step of steps) {
            const line = `mkdir -p /work; cd /work; ${step.map((deed) => `(${deed}) 2>/dev/null`).join('; ')}; true`;
            const id = await dockerd.docker('create', image, 'sh', '-c', line);
            await dockerd.docker('start', '-a', id);
            image = await dockerd.docker('commit', id);
            await dockerd.docker('rm', id);
          }
          const container = await dockerd.docker('create', image, 'sh');
          const { imageId, layers: all } = await open(image);
          expect(await shown(imageId, all.length - 1)).toEqual(await exported(container));
          await dockerd.docker('rm', container);
        },
      ),
      { numRuns: 4 },
    );
  },
);

const STATUS = [
  'Package: bash\nStatus: install ok installed\nVersion: 5.2-1\nArchitecture: amd64\n',
  'Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n',
].join('\n');
const APK = 'P:musl\nV:1.2.4-r1\nA:x86_64\nL:MIT\n\nP:busybox\nV:1.36-r2\nA:x86_64\nL:GPL-2.0-only\n';
const COPYRIGHT =
  'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: GPL-3+\n';
const python =
  'Metadata-Version: 2.1\nName: Some_Thing\nVersion: 2.0\nClassifier: License :: OSI Approved :: MIT License\n\nLicense: no\n';

async function saved(url: string): Promise<unknown> {
  const content = await hub.desk.download(url.slice('/transfer/'.length))?.();
  return JSON.parse(await text(content?.body ?? Readable.from([])));
}

test('packages of each kind, whose files are in the last layer; two bills of materials of them', async () => {
  const docker = execFileSync('sh', ['-c', 'command -v docker'], { encoding: 'utf8' }).trim();
  await imported('packages:1', [
    { name: 'var/lib/dpkg/status', content: STATUS },
    { name: 'usr/share/doc/bash/copyright', content: COPYRIGHT },
    { name: 'lib/apk/db/installed', content: APK },
    {
      name: 'app/node_modules/@scope/pad/package.json',
      content: '{"name":"@scope/pad","version":"1.3.0","license":"(MIT OR ISC)"}',
    },
    { name: 'app/node_modules/broken/package.json', content: '{"name":' },
    { name: 'usr/lib/python3/some_thing-2.0.dist-info/METADATA', content: python },
    { name: 'usr/bin/program', mode: 0o755, content: fs.readFileSync(docker) },
    { name: 'usr/lib/os-release', content: 'ID=debian\nVERSION_ID="12"\n' },
    { name: 'var/lib/rpm/rpmdb.sqlite', content: 'SQLite' },
  ]);
  const { imageId } = await open('packages:1');
  const { packages, notes, system } = layers.packages(imageId);
  const lines = packages.map(({ kind, name, version, licence }) => [kind, name, version, licence].join(' '));
  for (const line of [
    'deb bash 5.2-1 GPL-3+',
    'apk musl 1.2.4-r1 MIT',
    'npm @scope/pad 1.3.0 (MIT OR ISC)',
    'pypi Some_Thing 2.0 MIT License',
  ])
    expect(lines).toContain(line);
  expect(lines.join('\n')).toMatch(/^golang stdlib 1\.\d+/m);
  expect(lines.join('\n')).not.toContain('gone');
  expect(system).toBe('debian 12');
  expect(notes.join()).toContain('this RPM database cannot be read');

  const cdx = (await saved(layers.sbom(imageId, 'packages:1', 'cyclonedx').url)) as Record<string, unknown>;
  expect(cdx).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 });
  expect(cdx.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  const components = cdx.components as { type: string; name: string; 'bom-ref': string; purl?: string }[];
  expect(components).toHaveLength(packages.length + 1);
  expect(new Set(components.map((one) => one['bom-ref'])).size).toBe(components.length);
  expect(components.every(({ type, name }) => /^(library|operating-system)$/.test(type) && name !== '')).toBe(true);
  const purls = components.map(({ purl }) => purl);
  expect(purls).toContain('pkg:deb/debian/bash@5.2-1?arch=amd64&distro=debian-12');
  expect(purls).toContain('pkg:npm/%40scope/pad@1.3.0');
  expect(purls).toContain('pkg:pypi/some-thing@2.0');

  const spdx = (await saved(layers.sbom(imageId, 'packages:1', 'spdx').url)) as Record<string, unknown>;
  expect(spdx).toMatchObject({ spdxVersion: 'SPDX-2.3', dataLicense: 'CC0-1.0', SPDXID: 'SPDXRef-DOCUMENT' });
  const created = (spdx.creationInfo as { created: string; creators: string[] }).created;
  expect(created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const parts = spdx.packages as { SPDXID: string; downloadLocation: string; licenseDeclared: string; name: string }[];
  const ids = new Set(parts.map(({ SPDXID }) => SPDXID));
  expect(ids.size).toBe(packages.length + 1);
  expect(
    parts.every(({ SPDXID, downloadLocation }) => /^SPDXRef-[A-Za-z0-9.-]+$/.test(SPDXID) && downloadLocation !== ''),
  ).toBe(true);
  const bash = parts.find(({ name }) => name === 'bash');
  expect(spdx.hasExtractedLicensingInfos).toContainEqual({
    licenseId: bash?.licenseDeclared,
    extractedText: 'GPL-3+',
    name: 'GPL-3+',
  });
  const relations = spdx.relationships as {
    spdxElementId: string;
    relatedSpdxElement: string;
    relationshipType: string;
  }[];
  expect(relations[0]).toMatchObject({ spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES' });
  expect(relations.every(({ relatedSpdxElement }) => ids.has(relatedSpdxElement))).toBe(true);
});

test('two images: settings, packages, files by kind of difference', async () => {
  const base = { name: 'same', content: 'x' };
  await imported('one:1', [
    base,
    { name: 'content', content: 'aaa' },
    { name: 'mode', mode: 0o600 },
    { name: 'gone', content: '12' },
    { name: 'lib/apk/db/installed', content: APK },
  ]);
  await imported('two:1', [
    base,
    { name: 'content', content: 'bbb' },
    { name: 'mode', mode: 0o640 },
    { name: 'new', content: '123' },
    { name: 'lib/apk/db/installed', content: APK.replace('1.2.4-r1', '1.2.5-r0') },
  ]);
  const id = await dockerd.docker('create', '-e', 'COLOUR=red', '-l', 'tier=test', 'two:1', 'sh');
  const committed = await dockerd.docker('commit', id);
  await dockerd.docker('rm', id);
  const pair = { imageId: (await open('one:1')).imageId, otherId: (await open(committed)).imageId };
  const { config, packages, files } = await layers.compare(pair, LASTING);
  expect(config).toContainEqual({ field: 'Env COLOUR', before: null, after: 'red' });
  expect(config).toContainEqual({ field: 'Label tier', before: null, after: 'test' });
  expect(packages).toEqual([{ kind: 'apk', name: 'musl', before: '1.2.4-r1', after: '1.2.5-r0' }]);
  const { differences } = await layers.differences({ ...pair, changes: [], text: '', offset: 0 }, LASTING);
  expect(differences.map(({ path: at, change, what }) => [at, change, ...what])).toEqual([
    ['/content', 'changed', 'content'],
    ['/gone', 'removed'],
    ['/lib/apk/db/installed', 'changed', 'content'],
    ['/mode', 'changed', 'mode'],
    ['/new', 'added'],
  ]);
  expect(files).toMatchObject({ added: 1, removed: 1, changed: 3 });
});

test('a reading that nobody waits for ends, and the next one begins anew', async () => {
  await imported('big:1', [{ name: 'big', content: Buffer.alloc(60_000_000) }]);
  const cancel = new AbortController();
  for await (const item of layers.open('big:1', cancel.signal)) {
    expect(item.type).toBe('progress');
    cancel.abort();
  }
  const id = await dockerd.docker('images', '-q', '--no-trunc', 'big:1');
  expect(() => layers.packages(id)).toThrow('not-open');
  expect((await open('big:1')).bytes).toBe(60_000_000);
  await expect(open('sha256:none')).rejects.toMatchObject({ status: 404 });
});

async function scanned(): Promise<ScanItem[]> {
  const items: ScanItem[] = [];
  for await (const item of layers.scan('slipway/busybox:1', signal)) items.push(item);
  return items;
}

test('a scanner on the PATH gets the image as a file, which is removed; none, or a failing one, is said', async () => {
  const bin = path.join(dir, 'bin');
  const left = (): string[] => fs.readdirSync(dir).filter((name) => name.startsWith('scan-'));
  await expect(scanned()).rejects.toMatchObject({ fault: 'no-scanner' });
  expect(await layers.scanner()).toBeNull();
  fs.mkdirSync(bin);
  const script = (work: string): void =>
    fs.writeFileSync(
      path.join(bin, 'grype'),
      `#!/bin/sh\n[ "$1" = --version ] && echo grype 0.99.1 && exit\n${work}\n`,
      { mode: 0o755 },
    );
  script(`/bin/tar -tf "\${1#docker-archive:}" | /bin/grep -c manifest.json; echo remark >&2`);
  expect(await layers.scanner()).toEqual({ name: 'grype', version: '0.99.1' });
  const items = await scanned();
  expect(items[0]?.type).toBe('saving');
  expect(items.at(-1)).toEqual({
    type: 'done',
    scanner: 'grype',
    output: '1\n',
    remarks: 'remark\n',
    truncated: false,
  });
  script('echo "no database" >&2; exit 3');
  await expect(scanned()).rejects.toMatchObject({ fault: 'scanner-failed', detail: 'no database\n' });
  expect(left()).toEqual([]);
});
