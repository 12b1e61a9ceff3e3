import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../../../../testing/fault-proxy.mjs';
import { type Registry, startRegistry } from '../../../../testing/registry.mjs';
import { ISSUER, SERVICE, startTokenServer } from '../../../../testing/token-server.mjs';
import { type Authority, createAuthority } from '../../engine/testing/certificates';
import type { Auth } from '../credentials/auth';
import { describeImage } from '../describe';
import { RegistryFault } from '../faults';
import { pushImage, pushIndex } from '../testing/push';
import { createRegistryClient, type RegistryClient } from './client';
import { readTrust } from './trust';

const SECRET = 'c4n4ry-pa55-word';
const ALICE: Auth = { username: 'alice', password: SECRET, identityToken: '' };
const { signal } = new AbortController();
const undo: (() => unknown)[] = [];
let dir: string;
let certs: string;
let authority: Authority;
let plain: Registry;
let proxy: FaultProxy;

interface Way {
  readonly auth?: Auth | null;
  readonly insecure?: boolean;
  readonly timeoutMs?: number;
  readonly authorities?: readonly string[];
}

async function clientOf(
  registry: string,
  { auth = null, insecure = true, timeoutMs = 10_000, authorities = [] }: Way = {},
) {
  const trust = await readTrust(registry, insecure, { certFolders: [certs], platform: 'linux', authorities });
  return createRegistryClient({ registry, auth, trust, timeoutMs });
}

async function faultOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RegistryFault)) throw new Error(`no fault: ${String(error)}`);
  const told = `${error.stack ?? ''} ${JSON.stringify(error.data)}`;
  for (const secret of [SECRET, Buffer.from(`alice:${SECRET}`).toString('base64')]) expect(told).not.toContain(secret);
  return error.data;
}

/** Answers everything with one thing. */
async function serve(answer: http.RequestListener, tls?: { cert: string; key: string }): Promise<string> {
  const read = tls === undefined ? null : { cert: readFileSync(tls.cert), key: readFileSync(tls.key) };
  const server = read === null ? http.createServer(answer) : https.createServer(read, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'slipway-client-'));
  undo.push(() => rmSync(dir, { recursive: true, force: true }));
  certs = path.join(dir, 'certs.d');
  authority = createAuthority(path.join(dir, 'own'));
  plain = await startRegistry(null);
  undo.push(() => plain.remove());
  proxy = await startFaultProxy({ listen: 'tcp://127.0.0.1:0', target: `tcp://${plain.host}` });
  undo.push(() => proxy.close());
});
afterEach(() => proxy.reset());
afterAll(async () => {
  for (const act of undo.splice(0).reverse()) await act();
});

describe('a plain registry', () => {
  let client: RegistryClient;
  beforeAll(async () => {
    client = await clientOf(plain.host);
  });

  test('repositories page by page, and tags', async () => {
    const names = Array.from({ length: 103 }, (_, at) => `page/r${String(at).padStart(3, '0')}`);
    const push = (name: string) =>
      pushImage({ base: `http://${plain.host}/v2/${name}`, architecture: 'amd64', tag: 'one' });
    for (let at = 0; at < names.length; at += 26) await Promise.all(names.slice(at, at + 26).map(push));
    const first = await client.catalogue('', signal);
    expect(first).toEqual({ names: names.slice(0, 100), next: 'page/r099' });
    expect(await client.catalogue(first.next ?? '', signal)).toEqual({ names: names.slice(100), next: null });
    expect(await client.tags('page/r000', '', signal)).toEqual({ names: ['one'], next: null });
  });

  test('what a tag means, by platform, as skopeo says it', async () => {
    const base = `http://${plain.host}/v2/team/multi`;
    const amd64 = await pushImage({ base, architecture: 'amd64', tag: 'single' });
    const arm64 = await pushImage({ base, architecture: 'arm64', tag: null });
    const proof = await pushImage({ base, architecture: 'unknown', tag: null });
    const index = await pushIndex(base, 'latest', [
      { ...amd64, architecture: 'amd64' },
      { ...arm64, architecture: 'arm64' },
      { ...proof, architecture: 'unknown', attestation: true },
    ]);
    const of = { client, repository: 'team/multi' };
    const said = await describeImage(of, 'latest', signal);
    const created = Date.parse('2024-05-06T07:08:09Z');
    const each = { os: 'linux', layers: 2, created, variant: '', osVersion: '' };
    expect(said).toMatchObject({ digest: index, list: true, more: 0, rateLimit: null });
    expect(said.platforms).toEqual([
      { ...each, architecture: 'amd64', ...amd64 },
      { ...each, architecture: 'arm64', ...arm64 },
    ]);
    const image = `docker://${plain.host}/team/multi:latest`;
    const judge = execFileSync('skopeo', ['inspect', '--tls-verify=false', '--override-arch', 'arm64', image], {
      encoding: 'utf8',
    });
    expect(JSON.parse(judge)).toMatchObject({
      Digest: index,
      Architecture: 'arm64',
      Layers: [{}, {}].map(() => expect.any(String) as string),
    });
    expect(await describeImage(of, 'single', signal)).toMatchObject({
      digest: amd64.digest,
      list: false,
      platforms: [amd64],
    });
    expect(await client.head('team/multi', 'latest', signal)).toMatchObject({ digest: index });
  });

  test('deleting, where it is allowed and where it is not', async () => {
    const wish = { architecture: 'amd64', tag: 'gone' };
    const { digest } = await pushImage({ ...wish, base: `http://${plain.host}/v2/team/gone` });
    await client.remove('team/gone', digest, signal);
    expect(await faultOf(client.manifest('team/gone', 'gone', signal))).toMatchObject({
      kind: 'not-found',
      status: 404,
    });
    const fixed = await startRegistry(null, { fixed: true });
    undo.push(() => fixed.remove());
    await pushImage({ ...wish, base: `http://${fixed.host}/v2/team/kept` });
    const other = await clientOf(fixed.host);
    expect(await faultOf(other.remove('team/kept', digest, signal))).toMatchObject({ kind: 'unsupported' });
  });
});

describe('who asks', () => {
  test('by htpasswd and Basic', async () => {
    const registry = await startRegistry(null, { users: { alice: SECRET } });
    undo.push(() => registry.remove());
    expect(await faultOf((await clientOf(registry.host)).ping(signal))).toMatchObject({
      kind: 'unauthorized',
      status: 401,
    });
    const wrong = await clientOf(registry.host, { auth: { ...ALICE, username: 'bob' } });
    expect(await faultOf(wrong.catalogue('', signal))).toMatchObject({ kind: 'unauthorized' });
    const client = await clientOf(registry.host, { auth: ALICE });
    await client.ping(signal);
    expect(await client.catalogue('', signal)).toEqual({ names: [], next: null });
  });

  test('by tokens, one for each thing', async () => {
    const signing = authority.issue('signing', 'DNS:signing');
    const tokens = await startTokenServer({ ...signing, users: { alice: SECRET } });
    undo.push(() => tokens.close());
    const token = { realm: tokens.realm, service: SERVICE, issuer: ISSUER, bundle: authority.ca };
    const registry = await startRegistry(null, { token });
    undo.push(() => registry.remove());
    const client = await clientOf(registry.host, { auth: ALICE });
    await client.ping(signal);
    expect((await client.catalogue('', signal)).names).toEqual([]);
    expect(await faultOf(client.tags('team/none', '', signal))).toMatchObject({ kind: 'not-found' });
    expect(await faultOf(client.tags('team/none', '', signal))).toMatchObject({ kind: 'not-found' });
    expect(tokens.asked()).toEqual(['alice ', 'alice registry:catalog:*', 'alice repository:team/none:pull']);
    expect(await faultOf((await clientOf(registry.host)).catalogue('', signal))).toMatchObject({
      kind: 'unauthorized',
    });
    const wrong = await clientOf(registry.host, { auth: { ...ALICE, username: 'bob' } });
    expect(await faultOf(wrong.ping(signal))).toMatchObject({ kind: 'unauthorized' });
  });
});

describe('TLS', () => {
  const start = async (tls: { cert: string; key: string }) => {
    const registry = await startRegistry(null, { tls });
    undo.push(() => registry.remove());
    return registry;
  };
  const trusted = (registry: string): void => {
    mkdirSync(path.join(certs, registry), { recursive: true });
    copyFileSync(authority.ca, path.join(certs, registry, 'ca.crt'));
  };
  const strict = { insecure: false };

  test('an authority of our own, before and after it is trusted', async () => {
    const { host } = await start(authority.issue('server', 'IP:127.0.0.1'));
    expect(await faultOf((await clientOf(host, strict)).ping(signal))).toMatchObject({ kind: 'tls-unknown-authority' });
    // Where it need not be trusted it is spoken to all the same, and with encryption.
    await (await clientOf(host)).ping(signal);
    // By the settings of Slipway, and as docker has it.
    await (await clientOf(host, { ...strict, authorities: [readFileSync(authority.ca, 'utf8')] })).ping(signal);
    trusted(host);
    await (await clientOf(host, strict)).ping(signal);
  });

  test('expired, for another host, self-signed, and none at all', async () => {
    const expired = await start(authority.issue('expired', 'IP:127.0.0.1', true));
    const other = await start(authority.issue('other', 'DNS:elsewhere'));
    const self = createAuthority(path.join(dir, 'self'));
    const selfSigned = await start({ cert: self.ca, key: path.join(dir, 'self', 'ca-key.pem') });
    for (const { host } of [expired, other]) trusted(host);
    const said = async (host: string) => (await faultOf((await clientOf(host, strict)).ping(signal))).kind;
    expect(await Promise.all([expired, other, selfSigned, plain].map(({ host }) => said(host)))).toEqual([
      'tls-expired',
      'tls-wrong-host',
      'tls-self-signed',
      'not-tls',
    ]);
  });
});

describe('bad days', () => {
  const host = () => new URL(proxy.url.replace('tcp:', 'http:')).host;

  test.each([
    [403, 'forbidden'],
    [404, 'not-found'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%i', async (status, kind) => {
    proxy.fail(/./, status, `no: password=${SECRET} Basic ${Buffer.from(`alice:${SECRET}`).toString('base64')}`);
    expect(await faultOf((await clientOf(host(), { auth: ALICE })).ping(signal))).toMatchObject({ kind, status });
  });

  test('429 with when to come back', async () => {
    proxy.refuse(/./, 429, { 'Retry-After': '17' });
    const fault = await faultOf((await clientOf(host())).ping(signal));
    expect(fault).toMatchObject({ kind: 'rate-limited', status: 429, retryAfterSeconds: 17 });
  });

  test('hanging, broken off, refused, unknown, and cancelled', async () => {
    proxy.freeze(true);
    expect(await faultOf((await clientOf(host(), { timeoutMs: 300 })).ping(signal))).toMatchObject({ kind: 'timeout' });
    const cancel = new AbortController();
    const waiting = (await clientOf(host())).ping(cancel.signal);
    cancel.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    proxy.freeze(false);
    proxy.truncate(/_catalog/, 3);
    expect(await faultOf((await clientOf(host())).catalogue('', signal))).toMatchObject({ kind: 'unreachable' });
    const closed = await clientOf('127.0.0.1:1');
    expect(await faultOf(closed.ping(signal))).toMatchObject({ kind: 'refused', detail: 'ECONNREFUSED' });
    const nowhere = await clientOf('no-such-host.invalid', { insecure: false });
    expect(await faultOf(nowhere.ping(signal))).toMatchObject({ kind: 'dns' });
  });

  test('an endless answer is broken off, and one that is no JSON is refused', async () => {
    const endless = await serve((_, response) => {
      const more = (): boolean => {
        while (response.write(Buffer.alloc(65_536, 32)));
        return response.once('drain', more).writable;
      };
      more();
    });
    expect(await faultOf((await clientOf(endless)).catalogue('', signal))).toMatchObject({ kind: 'too-large' });
    const page = await serve((_, response) => response.end('<html>Welcome</html>'));
    expect(await faultOf((await clientOf(page)).catalogue('', signal))).toMatchObject({ kind: 'malformed' });
    const liar = await serve((_, response) => response.end('{"schemaVersion":2}'));
    const digest = `sha256:${'0'.repeat(64)}`;
    expect(await faultOf((await clientOf(liar)).manifest('a', digest, signal))).toMatchObject({ kind: 'malformed' });
  });

  test('another host gets no credential, and no unencrypted one', async () => {
    const seen: (string | undefined)[] = [];
    const thief = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end('{"tags":[]}');
    });
    const asks: http.RequestListener = (request, response) => {
      const known = request.headers.authorization !== undefined;
      response.writeHead(known ? 307 : 401, { location: `http://${thief}/x`, 'www-authenticate': 'Basic realm="r"' });
      response.end();
    };
    await (await clientOf(await serve(asks), { auth: ALICE })).tags('a', '', signal);
    expect(seen).toEqual([undefined]);
    const secure = await serve(asks, authority.issue('redirecting', 'IP:127.0.0.1'));
    expect(await faultOf((await clientOf(secure, { auth: ALICE })).tags('a', '', signal))).toMatchObject({
      kind: 'malformed',
    });
    const realm = await serve(
      (_, response) => {
        response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${thief}/token"` });
        response.end();
      },
      authority.issue('sending', 'IP:127.0.0.1'),
    );
    expect(await faultOf((await clientOf(realm, { auth: ALICE })).tags('a', '', signal))).toMatchObject({
      kind: 'malformed',
    });
    expect(seen).toHaveLength(1);
  });
});
