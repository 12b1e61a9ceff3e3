import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRegistryClient } from '../registry/client/client';
import { readTrust } from '../registry/client/trust';
import type { Clients } from './clients';
import { quotaOf, retryAfter } from './limits';

const { signal } = new AbortController();
/** Stands for Docker Hub: what it was asked, and what it answers. */
let asked: string[];
let answer: { status: number; headers: http.OutgoingHttpHeaders };
let server: http.Server;
let registry: string;

beforeEach(async () => {
  asked = [];
  answer = { status: 200, headers: {} };
  server = http.createServer(({ method = '', url = '' }, response) => {
    asked.push(`${method} ${url}`);
    response.writeHead(answer.status, answer.headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  registry = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const clients: Pick<Clients, 'of'> = {
  of: async (name) => {
    const trust = await readTrust(name, true, { certFolders: [], platform: 'linux', authorities: [] });
    return createRegistryClient({ registry: name, auth: null, trust });
  },
};

test('what is left of the pulls is asked for without pulling', async () => {
  const client = await clients.of(registry);
  expect(await quotaOf(client, signal)).toBeNull();
  answer.headers = { 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '93;w=21600' };
  expect(await quotaOf(client, signal)).toEqual({ limit: 100, remaining: 93, windowSeconds: 21_600 });
  expect(new Set(asked)).toEqual(new Set(['HEAD /v2/ratelimitpreview/test/manifests/latest']));
});

test('a registry that had enough says for how long, where it says so', async () => {
  const image = `${registry}/team/app:1`;
  expect(await retryAfter(clients, image, signal)).toBeNull();
  answer = { status: 429, headers: { 'retry-after': '17' } };
  expect(await retryAfter(clients, image, signal)).toBe(17);
  answer.headers = {};
  expect(await retryAfter(clients, image, signal)).toBeNull();
  answer.status = 500;
  await expect(retryAfter(clients, image, signal)).rejects.toMatchObject({ data: { kind: 'unavailable' } });
  expect(new Set(asked)).toEqual(new Set(['HEAD /v2/team/app/manifests/1']));
  expect(await retryAfter(clients, 'NO/Image', signal)).toBeNull();
});
