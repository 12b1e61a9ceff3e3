import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Certificates, ensureCertificates } from './ensure';
import type { Pair } from './x509';

const DAY_MS = 86_400_000;

let dir = '';
let own: Certificates;
let foreign: Certificates;
/** Of the same authority, issued 100 days ago. */
let expired: Certificates;

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-tls-'));
  const make = (name: string, daysAgo: number) =>
    ensureCertificates({
      dir: path.join(dir, name),
      guestIps: [],
      now: new Date(Date.now() - daysAgo * DAY_MS),
      log: () => undefined,
    });
  expired = await make('own', 100);
  own = await make('own', 0);
  foreign = await make('foreign', 0);
});
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

/** What a client reads from a server that lets in only whom `caPem` vouches for; rejects with why either side refuses. */
async function talk(server: Pair, caPem: string, client: tls.ConnectionOptions): Promise<string> {
  const listening = tls.createServer(
    { ...server, ca: caPem, requestCert: true, rejectUnauthorized: true },
    (socket) => {
      socket.on('error', () => undefined);
      socket.end('let in');
    },
  );
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    return await new Promise((resolve, reject) => {
      listening.once('tlsClientError', reject);
      const socket = tls.connect({ host: '127.0.0.1', port, ...client });
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      socket.once('error', reject);
      socket.once('close', () => resolve(text));
    });
  } finally {
    listening.close();
  }
}

test('server and client of one authority', async () => {
  expect(expired.caPem).toBe(own.caPem);
  expect(await talk(own.server, own.caPem, { ca: own.caPem, ...own.client })).toBe('let in');
  expect(await talk(own.server, own.caPem, { ca: own.caPem, ...own.client, servername: 'localhost' })).toBe('let in');
  // As it is reached inside the guest.
  const checkServerIdentity = (_: string, cert: tls.PeerCertificate) => tls.checkServerIdentity('10.0.2.15', cert);
  expect(await talk(own.server, own.caPem, { ca: own.caPem, ...own.client, checkServerIdentity })).toBe('let in');
});

test('the server refuses', async () => {
  // It tells only some of the reasons; the others are a closed connection.
  const ask = (client: Partial<Pair>) =>
    talk(own.server, own.caPem, { ca: own.caPem, ...client }).catch((error: unknown) => String(error));
  expect(await ask({}), 'no certificate').toContain('did not return a certificate');
  expect(await ask(foreign.client), "another authority's").not.toContain('let in');
  expect(await ask(expired.client), 'an expired one').not.toContain('let in');
  expect(await ask(own.server), "the server's own, which is none for clients").not.toContain('let in');
});

test('the client refuses', async () => {
  const ask = (server: Pair, checkServerIdentity = tls.checkServerIdentity) =>
    talk(server, own.caPem, { ca: own.caPem, ...own.client, checkServerIdentity });
  await expect(ask(foreign.server), "another authority's").rejects.toThrow(/unable to verify|signature failure/);
  await expect(ask(expired.server), 'an expired one').rejects.toThrow('certificate has expired');
  await expect(ask(own.client), "a client's").rejects.toThrow(/unsuitable certificate purpose|altname/i);
  const elsewhere = (_: string, cert: tls.PeerCertificate) => tls.checkServerIdentity('192.0.2.1', cert);
  await expect(ask(own.server, elsewhere), 'for another address').rejects.toThrow(/altnames/);
});

test('one who speaks no TLS learns nothing', async () => {
  const listening = tls.createServer({ ...own.server, ca: own.caPem, requestCert: true, rejectUnauthorized: true });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  const socket = net.connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  socket.write('GET /_ping HTTP/1.1\r\nHost: x\r\n\r\n');
  let bytes = 0;
  socket.on('data', (part) => (bytes += part.length)).on('error', () => undefined);
  await new Promise((resolve) => socket.once('close', resolve));
  // An alert record at most.
  expect(bytes).toBeLessThanOrEqual(7);
  listening.close();
});
