import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../testing/dockerd.mjs';
import { type Registry, startRegistry } from '../../testing/registry.mjs';
import { type App, createApp } from '../app';
import type { CheckResult } from '../contract/diagnostics';
import { emptySpec } from '../contract/empty-spec';
import type { CallContext } from '../rpc/wire/types';

const { signal } = new AbortController();
const context: CallContext = { signal, connection: { id: 1, signal } };
const undo: (() => unknown)[] = [];

/** One each; with letters that some encodings write otherwise. */
const canary = (what: string): string => `c4n4ry/${what}+8f3=k2q9`;
const CANARIES = {
  appEnv: canary('app-env'),
  containerEnv: canary('container-env'),
  buildArg: canary('build-arg'),
  registry: canary('registry'),
  proxy: canary('proxy'),
  tlsKey: canary('tls-key'),
  authorization: canary('authorization'),
  execEnv: canary('exec-env'),
  label: canary('label'),
  sshKey: canary('ssh-key'),
  composeSecret: canary('compose-secret'),
  dotEnv: canary('dot-env'),
  link: 'c4n4ry-link-8f3-k2q9-c4n4ry-link',
  helper: canary('helper'),
} as const;

let dockerd: Dockerd;
let registry: Registry;
let app: App;
let home: string;

const dataDir = (): string => path.join(home, 'data');
const write = (name: string, text: string, mode = 0o600): string => {
  const file = path.join(home, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text, { mode });
  return file;
};
const pemOf = (kind: string, secret: string): string =>
  `-----BEGIN ${kind} PRIVATE KEY-----\n${Buffer.from(secret.repeat(3)).toString('base64')}\n-----END ${kind} PRIVATE KEY-----\n`;

async function drained<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const run = async (...only: readonly CheckResult['id'][]): Promise<ReadonlyMap<string, CheckResult>> => {
  const results = await drained(app.handlers.diagnostics.run({ only: [...only] }, context));
  return new Map(results.filter(({ state }) => state !== 'running').map((result) => [result.id, result]));
};

beforeAll(async () => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-home-'));
  undo.push(() => fs.rmSync(home, { recursive: true, force: true }));
  dockerd = await startDockerd();
  undo.push(() => dockerd.remove());
  await importBusybox(dockerd.url);
  registry = await startRegistry(dockerd, { outside: true, users: { alice: CANARIES.registry } });
  undo.push(() => registry.remove());
  const proxy = `http://user:${encodeURIComponent(CANARIES.proxy)}@proxy.invalid:3128`;
  const access = { mirrors: [], insecure: [], httpProxy: proxy, httpsProxy: '', noProxy: [], authorities: [] };
  write('data/settings.json', JSON.stringify({ version: 1, advanced: { logLevel: 'debug' }, machine: { access } }));
  const helper = `#!/bin/sh\necho "it is ${CANARIES.helper}, password=${CANARIES.helper}" >&2\nexit 1\n`;
  write('bin/docker-credential-canary', helper, 0o755);
  const config = { credHelpers: { 'registry.invalid': 'canary' }, currentContext: 'broken' };
  write('docker/config.json', JSON.stringify(config));
  const id = '4cc6aea58eee9af4de3dc3d40da5a0a51a6b1ccd0ab0ed5dbb1d3eee27d5a8b5';
  const endpoint = { Host: 'tcp://127.0.0.1:1', SkipTLSVerify: true };
  write(`docker/contexts/meta/${id}/meta.json`, JSON.stringify({ Name: 'broken', Endpoints: { docker: endpoint } }));
  write(`docker/contexts/tls/${id}/docker/key.pem`, pemOf('EC', CANARIES.tlsKey));
  app = await createApp({
    ...{ dataDir: dataDir(), engineUrl: dockerd.url, homeDir: home, platform: process.platform, version: '0.1.0' },
    ...{ host: 'browser', user: 'me', checkout: null },
    env: {
      PATH: `${path.join(home, 'bin')}:${process.env.PATH ?? ''}`,
      DOCKER_CONFIG: path.join(home, 'docker'),
      SOME_API_TOKEN: CANARIES.appEnv,
    },
    startLogScanner: () => {
      throw new Error('nothing is searched here');
    },
  });
  undo.push(() => app.close());
  await until(
    () => fs.readFileSync(path.join(dataDir(), 'logs/slipway.log'), 'utf8').includes('engine:'),
    20_000,
    'log',
  );
  await until(async () => (await run('D01')).get('D01')?.state === 'ok', 20_000, 'connected');
});
afterAll(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

describe('the checks', () => {
  it('look at real things, each within its time, and say what they saw', async () => {
    const port = '127.0.0.1:18765:80';
    await dockerd.docker('run', '-d', '--init', '--name', 'web', '-p', port, 'slipway/busybox:1', 'sleep', '1000');
    const found = await run('D01', 'D02', 'D03', 'D04', 'D05', 'D06', 'D08', 'D09', 'D10', 'D11', 'D12', 'D13', 'D14');
    const states = Object.fromEntries([...found].map(([id, { state }]) => [id, state]));
    expect(states).toMatchObject({
      ...{ D01: 'ok', D02: 'ok', D06: 'ok', D08: 'warn', D10: 'skipped' },
      // The engine has a network of its own: what it publishes is not here. Its CLI's current context is another one.
      ...{ D09: 'fail', D11: 'ok', D12: 'warn', D14: 'fail' },
    });
    expect(found.get('D01')?.evidence.join()).toMatch(/GET \/_ping: [\d.]+ ms, [\d.]+ ms, [\d.]+ ms/);
    expect(found.get('D02')?.evidence.join()).toContain(dockerd.socket);
    expect(found.get('D06')?.evidence.join()).toMatch(/difference [+-]0\.\d{3} s/);
    expect(found.get('D09')?.evidence[0]).toContain('web: 127.0.0.1:18765: ');
    expect(found.get('D14')).toMatchObject({ repair: { kind: 'show', route: '/registries' } });
    const helpers = await dockerd.docker('ps', '-aq', '--filter', 'label=io.slipway.helper');
    expect(helpers).toBe('');
    await dockerd.docker('rm', '-f', 'web');
  });

  it('repair what is safe to repair', async () => {
    fs.chmodSync(dataDir(), 0o755);
    const before = (await run('D19')).get('D19');
    expect(before).toMatchObject({ state: 'warn', repair: { kind: 'run', command: `chmod 700 ${dataDir()}` } });
    expect(await app.handlers.diagnostics.repair({ id: 'D19' }, context)).toMatchObject({ done: true });
    expect((await run('D19')).get('D19')?.state).toBe('ok');
    expect(fs.statSync(dataDir()).mode & 0o777).toBe(0o700);
    expect(await app.handlers.diagnostics.repair({ id: 'D03' }, context)).toMatchObject({ done: false });
  });
});

/** The ways in which each may not be found. */
const written = (secret: string): readonly string[] => {
  const middle = (shift: number): string => {
    const text = Buffer.from(`${'x'.repeat(shift)}${secret}`).toString('base64');
    return text.slice(shift === 0 ? 0 : 4, -4);
  };
  const hex = Buffer.from(secret).toString('hex');
  const base64 = [middle(0), middle(1), middle(2)];
  const url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [secret, encodeURIComponent(secret), hex, hex.toUpperCase(), ...base64, ...url];
};

/** Whole, as somebody would write it: 5 encodings, base64 wherever it begins. */
const encoded = (secret: string): readonly string[] => [
  ...[secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex')],
  ...['', 'x', 'xy'].map((before) => Buffer.from(`${before}${secret}`).toString('base64')),
  ...(['base64', 'base64url', 'hex'] as const).map((as) => gzipSync(`it is ${secret}`).toString(as)),
];

/** Also what is packed within. */
function unpacked(bytes: Buffer): string {
  const texts = [bytes.toString('latin1'), bytes.toString('utf8')];
  for (let at = bytes.indexOf('\x1f\x8b', 0, 'latin1'); at >= 0; at = bytes.indexOf('\x1f\x8b', at + 1, 'latin1'))
    try {
      texts.push(gunzipSync(bytes.subarray(at)).toString('utf8'));
    } catch {
      // It only looks so.
    }
  return texts.join('\n');
}

/** All that this computer shows of its running processes' command lines, but those of the tests' own. */
const commandLines = (): string =>
  fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })
    .join('\n');

/** As its user would: each secret goes the way that it goes. */
async function useAll(): Promise<void> {
  const { handlers } = app;
  const spec = {
    ...{ ...emptySpec(), image: 'slipway/busybox:1', name: 'canary', command: ['sleep', '1000'], init: true },
    env: [{ name: 'GREETING', value: CANARIES.containerEnv }],
    labels: [{ name: 'team.note', value: CANARIES.label }],
  };
  const wish = { spec, pull: 'never', start: true, keep: true } as const;
  await drained(handlers.create.run(wish, context));
  await dockerd.docker('exec', '-e', `X=${CANARIES.execEnv}`, 'canary', 'sh', '-c', 'echo $X');
  const folder = path.dirname(
    write('build/Dockerfile', 'FROM slipway/busybox:1\nARG NOTE\nRUN echo "$NOTE" && false\n'),
  );
  const args = [{ name: 'NOTE', value: CANARIES.buildArg }];
  const plain = { target: '', tags: [], labels: [], platform: '', noCache: false, pull: false, secrets: [], ssh: [] };
  const { id } = await handlers.builds.start(
    { ...plain, folder, dockerfile: path.join(folder, 'Dockerfile'), args, classic: true },
    context,
  );
  for await (const { type } of handlers.builds.report({ id }, context)) if (type === 'end') break;
  const login = { registry: registry.host, username: 'alice', means: { kind: 'memory' } } as const;
  const wrong = handlers.registries.login({ ...login, password: `${CANARIES.registry}x` }, context);
  await expect(wrong).rejects.toMatchObject({ name: 'WireError' });
  await handlers.registries.login({ ...login, password: CANARIES.registry }, context);
  await handlers.registries.list(undefined, context);
  write('app/.env', `NOTE=${CANARIES.dotEnv}\n`);
  const compose = ['services:', '  web:', '    image: slipway/busybox:1', '    environment: ["NOTE=${NOTE}"]'];
  const secret = ['secrets:', '  s:', `    content: ${JSON.stringify(CANARIES.composeSecret)}`];
  write('app/compose.yaml', [...compose, ...secret, ''].join('\n'));
  const place = { name: '', folder: path.join(home, 'app'), files: [], envFiles: [], profiles: [] };
  await handlers.compose.keep({ key: null, place }, context);
}

/** What Slipway has no way of its own for, or was not told that it is a secret: thrown, with all that errors carry. */
function throwAll(): void {
  const ssh = pemOf('OPENSSH', CANARIES.sshKey);
  write('.ssh/id_ed25519', ssh);
  const headers = { Authorization: `Bearer ${CANARIES.authorization}` };
  const cause = Object.assign(new Error(`Authorization: Bearer ${CANARIES.authorization}`), { headers });
  app.logError('call', new Error(`refused: ${ssh}`, { cause }));
  app.logError('call', Object.assign(new Error(pemOf('EC', CANARIES.tlsKey).slice(0, 90)), { headers }));
  app.log(`GET /transfer/${CANARIES.link} from http://127.0.0.1:4000/?token=${CANARIES.link}`);
  // What it was told of is masked in whatever way it is written.
  for (const known of [CANARIES.appEnv, CANARIES.registry, CANARIES.proxy])
    for (const text of encoded(known)) app.log(`it said ${text} and more`);
}

describe('a bug report', () => {
  it('has none of 14 secrets, in none of 5 encodings; nor have the log and the command lines', async () => {
    await useAll();
    throwAll();
    const { diagnostics } = app.handlers;
    const { id, files } = await diagnostics.makeBundle({ hideHome: true }, context);
    expect(files.map(({ name }) => name)).toEqual([
      ...['about.json', 'checks.txt', 'settings.json', 'engine.json', 'machine.json', 'logs/slipway.log'],
      ...['containers.json', 'commands.txt'],
    ]);
    const { ticket } = await diagnostics.saveBundle({ id, without: [] }, context);
    const open = app.transfers.download(ticket?.url.split('/').at(-1) ?? '');
    const saved = gunzipSync(await buffer((await open?.())?.body ?? Readable.from([])));
    const log = fs.readFileSync(path.join(dataDir(), 'logs/slipway.log'));
    const seen = [unpacked(saved), unpacked(log), commandLines()];
    const hits = Object.entries(CANARIES).flatMap(([what, secret]) =>
      written(secret).flatMap((text) =>
        seen.flatMap((place, at) => (place.includes(text) ? [`${what} in ${at}: ${text}`] : [])),
      ),
    );
    expect(hits).toEqual([]);
    // What was masked was there.
    const text = saved.toString('utf8');
    for (const shown of [
      'GREETING=••••',
      'team.note=••••',
      'NOTE=••••',
      '"names": [',
      'D14 FAIL',
      'POST /containers/create',
    ])
      expect(text).toContain(shown);
    expect(text).toMatch(/"httpProxy": "http:\/\/•+@proxy\.invalid:3128"/);
    expect(text).not.toContain(home);
  });

  it('is saved without what is left out, and is gone after others', async () => {
    const { diagnostics } = app.handlers;
    const { id, files } = await diagnostics.makeBundle({ hideHome: false }, context);
    expect(files.filter(({ optional }) => optional).map(({ name }) => name)).toEqual([
      'containers.json',
      'commands.txt',
    ]);
    const { text } = await diagnostics.bundleText({ id, name: 'about.json' }, context);
    expect(text).toContain(dataDir());
    const { ticket } = await diagnostics.saveBundle({ id, without: ['containers.json', 'commands.txt'] }, context);
    const open = app.transfers.download(ticket?.url.split('/').at(-1) ?? '');
    const saved = gunzipSync(await buffer((await open?.())?.body ?? Readable.from([]))).toString('utf8');
    expect(saved).toContain('/engine.json');
    expect(saved).not.toMatch(/containers\.json|commands\.txt/);
    for (let more = 0; more < 2; more += 1) await diagnostics.makeBundle({ hideHome: true }, context);
    expect(await diagnostics.saveBundle({ id, without: [] }, context)).toEqual({ ticket: null });
  });
});
