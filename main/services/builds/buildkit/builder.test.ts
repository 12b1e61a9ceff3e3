import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostFlags } from '../../engine/cli-endpoint';
import { parseEndpoint } from '../../engine/endpoint';
import type { EngineAddress } from '../../engine/types';
import type { BuildsOptions } from '../types';
import { createFindBuilder } from './builder';
import { cliEnv } from './cli-env';

let dir: string;
let server: http.Server;
let headers: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-builder-'));
  server = http.createServer((_request, response) => response.writeHead(200, headers).end('OK'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  fs.rmSync(dir, { recursive: true, force: true });
});

/** A docker CLI in a folder of its own, as a program that says what such a one says. */
function cli(name: string, version: string, buildx = ''): string {
  const folder = path.join(dir, name);
  fs.mkdirSync(folder, { recursive: true });
  const plugin = buildx === '' ? 'exit 1' : `echo 'github.com/docker/buildx ${buildx} 0a1b2c'`;
  const script = `#!/bin/sh\nif [ "$1" = buildx ]; then ${plugin}; else echo '${version}'; fi\n`;
  fs.writeFileSync(path.join(folder, 'docker'), script, { mode: 0o755 });
  return folder;
}

const address = (version: string): EngineAddress => ({
  ...{ endpoint: { kind: 'local', path: '/x.sock', url: 'unix:///x.sock' }, tls: null, version },
});

function builderWith(folders: readonly string[], said: Readonly<Record<string, string>>, version = '1.41') {
  headers = said;
  const { port } = server.address() as { port: number };
  const stream = () =>
    new Promise<http.IncomingMessage>((resolve) => http.get({ host: '127.0.0.1', port, path: '/_ping' }, resolve));
  const refuse = () => Promise.reject(new Error('not asked'));
  const client = { json: refuse, text: refuse, hijack: refuse, stream };
  const engine: Pick<BuildsOptions['engine'], 'client' | 'address'> = { client, address: () => address(version) };
  // What is looked for in the machine's own folders is the shell of the programs above.
  const env = { PATH: folders.join(':') };
  return createFindBuilder({
    engine: {
      ...engine,
      state: () => {
        throw new Error('not asked');
      },
    },
    env,
    platform: 'linux',
  })();
}

it('the first with the plugin, else the first that has BuildKit within, else the engine', async () => {
  const old = cli('old', 'Docker version 20.10.24+dfsg1, build 297e128');
  const fresh = cli('fresh', 'Docker version 28.2.2, build e6534b4');
  const plugin = cli('plugin', 'Docker version 27.0.0, build 1', 'v0.16.2');
  const podman = cli('podman', 'podman version 5.0.0');
  const ancient = cli('ancient', 'Docker version 17.12.0-ce, build 1');
  expect(await builderWith([fresh, old, plugin], {})).toMatchObject({
    facts: { kind: 'buildx', version: '0.16.2', secrets: true, remark: '' },
    program: path.join(plugin, 'docker'),
  });
  expect(await builderWith([fresh, old], {})).toMatchObject({
    facts: { kind: 'cli', version: '20.10.24+dfsg1', ssh: true, remark: '' },
    program: path.join(old, 'docker'),
  });
  for (const folders of [[fresh], [ancient], [podman], []]) {
    const { facts, program } = await builderWith(folders, {});
    expect([facts.kind, facts.secrets, program]).toEqual(['engine', false, null]);
    expect(facts.remark).toContain('docker-buildx');
  }
  expect((await builderWith([fresh], {})).facts.remark).toContain('docker 28.2.2');
  expect((await builderWith([plugin], { 'Libpod-Api-Version': '5.0.0' })).facts.remark).toContain('Podman');
  expect((await builderWith([plugin], { OSType: 'windows' })).facts.kind).toBe('engine');
  expect((await builderWith([plugin], {}, '1.38')).facts.kind).toBe('engine');
});

it('the CLI is told of the engine in use, and of no other', () => {
  const flags = (url: string, tls: EngineAddress['tls'] = null) => {
    const parsed = parseEndpoint(url, tls !== null);
    if (!parsed.ok || parsed.endpoint.kind === 'unsupported') throw new Error(url);
    return hostFlags({ endpoint: parsed.endpoint, tls, version: '1.41' })?.join(' ') ?? null;
  };
  const tls = { ca: '/c/ca.pem', cert: '/c/cert.pem', key: '/c/key.pem', skipVerify: false };
  expect(flags('unix:///run/docker.sock')).toBe('-H unix:///run/docker.sock');
  expect(flags('npipe:////./pipe/docker_engine')).toBe('-H npipe:////./pipe/docker_engine');
  expect(flags('tcp://[::1]:2375/base')).toBe('-H tcp://[::1]:2375/base');
  expect(flags('tcp://host:2376', tls)).toBe(
    '-H tcp://host:2376 --tlsverify --tlscacert /c/ca.pem --tlscert /c/cert.pem --tlskey /c/key.pem',
  );
  expect(flags('tcp://host:2376', { ...tls, ca: null, skipVerify: true })).toContain(' --tls ');
  expect(flags('https://host')).toBe(null);
  expect(flags('tcp://me:secret@host:1')).toBe(null);
  const env = cliEnv({ DOCKER_HOST: 'x', DOCKER_CONTEXT: 'y', BUILDX_BUILDER: 'z', HOME: '/h', HTTPS_PROXY: 'p' });
  expect(env).toMatchObject({ HOME: '/h', HTTPS_PROXY: 'p', DOCKER_BUILDKIT: '1' });
  for (const name of ['DOCKER_HOST', 'DOCKER_CONTEXT', 'BUILDX_BUILDER']) expect(env).not.toHaveProperty(name);
});
