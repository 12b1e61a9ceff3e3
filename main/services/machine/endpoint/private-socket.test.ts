import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Certificates, ensureCertificates } from '../certificates/ensure';
import { connectEngine } from './connect-engine';
import { type PrivateSocket, servePrivateSocket } from './private-socket';
import { checkPath, privateAddress } from './socket-path';

const MIB = 2 ** 20;
const root = process.getuid?.() === 0;

let certificates: Certificates;
let dir = '';
let counts: number[] = [];
let requests = 0;
let lines: string[] = [];
const undo: (() => unknown)[] = [];

beforeAll(async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-endpoint-tls-'));
  certificates = await ensureCertificates({ dir: folder, guestIps: [], now: new Date(), log: () => undefined });
  fs.rmSync(folder, { recursive: true });
});
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-endpoint-'));
  [counts, lines, requests] = [[], [], 0];
});
afterEach(async () => {
  for (const act of undo.splice(0).reverse()) await act();
  fs.rmSync(dir, { recursive: true, force: true });
});

const file = (): string => path.join(dir, 'machine', 'docker.sock');
const failure = (kind: string, words: string) => ({
  name: 'EndpointError',
  kind,
  message: expect.stringContaining(words) as string,
});

/** What stands for the guest's engine: it asks for a client certificate of our authority. */
async function engine(onConnection: (socket: tls.TLSSocket) => void): Promise<number> {
  const options = { ...certificates.server, ca: certificates.caPem, requestCert: true, allowHalfOpen: true };
  const server = tls.createServer(options, (socket) => {
    undo.push(() => socket.destroy());
    onConnection(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function serve(connect: (signal: AbortSignal) => Promise<Duplex>, at = file()): Promise<PrivateSocket> {
  const own = counts;
  const served = await servePrivateSocket({
    path: at,
    connect,
    onConnection: (open) => void own.push(open),
    onRequest: () => void (requests += 1),
    log: (line) => void lines.push(line),
  });
  undo.push(() => served.close());
  return served;
}
const serveEngine = async (onConnection: (socket: tls.TLSSocket) => void): Promise<PrivateSocket> => {
  const port = await engine(onConnection);
  return serve((signal) => connectEngine({ port, certificates, timeoutMs: 5_000 }, signal));
};
const dial = (): net.Socket => {
  const socket = net.connect({ path: file(), allowHalfOpen: true });
  undo.push(() => socket.destroy());
  return socket.on('error', () => undefined);
};
/** Not by iteration: that would destroy the socket at the other's end. */
const readAll = (socket: net.Socket): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
    socket.once('end', () => resolve(Buffer.concat(chunks)));
  });
interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}
function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('an answer comes whole after the question ended, however much both are', async () => {
  await serveEngine((socket) => void readAll(socket).then((bytes) => socket.end(Buffer.concat([bytes, bytes]))));
  for (let round = 0; round < 5; round += 1) {
    const bytes = randomBytes(3 * MIB);
    const socket = dial();
    socket.end(bytes);
    expect(sha(await readAll(socket))).toBe(sha(Buffer.concat([bytes, bytes])));
  }
});

test('what a caller says on a connection that it has is noticed, each time', async () => {
  await serveEngine((socket) => socket.pipe(socket));
  const socket = dial();
  for (const [at, word] of ['one', 'two'].entries()) {
    socket.write(word);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toBe(word);
    expect(requests).toBe(at + 1);
  }
});

test('both ways at once, ended in the middle of the other', async () => {
  await serveEngine((socket) => socket.pipe(socket));
  const all = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const bytes = randomBytes(2 * MIB);
      const socket = dial();
      socket.end(bytes);
      return sha(await readAll(socket)) === sha(bytes);
    }),
  );
  expect(all.every(Boolean)).toBe(true);
  await expect.poll(() => counts.at(-1)).toBe(0);
  expect(Math.max(...counts)).toBe(10);
});

test('the engine ends first, and still hears what the caller says', async () => {
  const heard = deferred<string>();
  await serveEngine((socket) => {
    socket.end('all said');
    void readAll(socket).then((bytes) => heard.resolve(bytes.toString()));
  });
  const socket = dial();
  expect((await readAll(socket)).toString()).toBe('all said');
  socket.end('and heard');
  expect(await heard.promise).toBe('and heard');
});

test.each(['engine', 'caller'] as const)(
  'a reader that stands still stops the writer: the %s reads nothing',
  async (slow) => {
    let written = 0;
    const flood = (socket: net.Socket): void => {
      const chunk = Buffer.alloc(65_536);
      const more = (): void => {
        while (socket.write(chunk)) written += chunk.length;
        written += chunk.length;
      };
      socket.on('drain', more);
      more();
    };
    await serveEngine((socket) => (slow === 'caller' ? flood(socket) : socket.pause()));
    const socket = dial().pause();
    await once(socket, 'connect');
    if (slow === 'engine') flood(socket);
    // It stands still when twice in a row nothing more went out.
    let before = -1;
    await expect
      .poll(() => (written > 0 && written === before ? true : ((before = written), false)), {
        interval: 250,
        timeout: 10_000,
      })
      .toBe(true);
    expect(written).toBeLessThan(32 * MIB);
  },
);

test.each(['engine', 'caller'] as const)('the %s breaks: so does the other', async (breaks) => {
  const far = deferred<tls.TLSSocket>();
  const served = await serveEngine((socket) => far.resolve(socket));
  const socket = dial();
  socket.write('x');
  const other = await far.promise;
  await once(other, 'data');
  const gone = new Promise((resolve) => other.resume().once('close', resolve));
  if (breaks === 'engine') {
    other.destroy();
    await once(socket.resume(), 'end');
    socket.end();
  } else {
    // A caller that dies while it is written to.
    socket.destroy();
    const chunk = Buffer.alloc(65_536);
    const more = (): void => {
      while (!other.destroyed && other.write(chunk));
    };
    other.on('drain', more);
    more();
  }
  await gone;
  await expect.poll(() => served.activity().open).toBe(0);
});

test('what is sent while the machine wakes is not lost', async () => {
  const port = await engine((socket) => socket.pipe(socket));
  const awake = deferred<undefined>();
  await serve(async (signal) => {
    await awake.promise;
    return connectEngine({ port, certificates, timeoutMs: 5_000 }, signal);
  });
  const bytes = randomBytes(4 * MIB);
  const socket = dial();
  socket.end(bytes);
  await expect.poll(() => counts).toEqual([1]);
  awake.resolve(undefined);
  expect(sha(await readAll(socket))).toBe(sha(bytes));
});

test('an engine that cannot be reached is told as the engine would', async () => {
  await serve(async () => Promise.reject(new Error('The machine “x” did not wake up.')));
  const body = 'x'.repeat(4 * MIB);
  const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const request = http.request({ socketPath: file(), path: '/version', method: 'POST', agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    request.on('error', reject).end(body);
  });
  expect(answer).toEqual({ status: 503, text: '{"message":"The machine “x” did not wake up."}\n' });
  expect(lines).toEqual(['endpoint: the engine cannot be reached: The machine “x” did not wake up.']);
  await expect.poll(() => counts.at(-1)).toBe(0);
});

test('the guest must be ours, and answer in time', async () => {
  const other = path.join(dir, 'other');
  const foreign = await ensureCertificates({ dir: other, guestIps: [], now: new Date(), log: () => undefined });
  const port = await engine((socket) => socket.pipe(socket));
  const ask = (caPem: string, at = port, signal = new AbortController().signal) =>
    connectEngine({ port: at, certificates: { caPem, client: certificates.client }, timeoutMs: 300 }, signal);
  await expect(ask(foreign.caPem)).rejects.toThrow('self-signed certificate');
  const deaf = net.createServer(() => undefined);
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
  undo.push(() => deaf.close());
  const address = deaf.address();
  const deafPort = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(ask(certificates.caPem, deafPort)).rejects.toThrow('did not answer within 0.3 s');
  await expect(ask(certificates.caPem, deafPort, AbortSignal.abort())).rejects.toThrow('is closing');
});

test('activity is what happened last, not that somebody is there', async () => {
  const served = await serveEngine((socket) => socket.pipe(socket));
  const before = served.activity().lastActivityAt;
  const socket = dial();
  await expect.poll(() => served.activity().open).toBe(1);
  await delay(20);
  socket.write('x');
  await once(socket, 'data');
  const { lastActivityAt } = served.activity();
  expect(lastActivityAt).toBeGreaterThanOrEqual(before + 20);
  await delay(50);
  expect(served.activity()).toEqual({ open: 1, lastActivityAt });
});

test('closing ends everything and removes the socket', async () => {
  const served = await serveEngine((socket) => socket.pipe(socket));
  const socket = dial();
  socket.write('x');
  await once(socket, 'data');
  const gone = once(socket.resume(), 'end');
  await served.close();
  await gone;
  expect(fs.existsSync(file())).toBe(false);
});

test('for the owner only, also in a folder that was open', async () => {
  fs.mkdirSync(path.dirname(file()), { mode: 0o755 });
  await serveEngine(() => undefined);
  expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
  expect(fs.statSync(path.dirname(file())).mode & 0o777).toBe(0o700);
});

test.runIf(root)('not in the folder of another user', async () => {
  fs.mkdirSync(path.dirname(file()));
  fs.chownSync(path.dirname(file()), 12_345, 12_345);
  await expect(serveEngine(() => undefined)).rejects.toMatchObject(failure('bad-path', 'belongs to another user'));
});

test('a folder that is everybody’s stays so', async () => {
  fs.mkdirSync(path.dirname(file()));
  fs.chmodSync(path.dirname(file()), 0o1777);
  await expect(serveEngine(() => undefined)).rejects.toMatchObject(failure('bad-path', 'is everybody'));
  expect(fs.statSync(path.dirname(file())).mode & 0o7777).toBe(0o1777);
});

test.each(['/var/run/docker.sock', '/run/docker.sock', '/run/../var/run//docker.sock', '//./pipe/docker_engine'])(
  '%s is never taken',
  (address) => {
    expect(() => checkPath(address)).toThrow(expect.objectContaining(failure('bad-path', 'another engine')) as Error);
  },
);

test('not by a link either; not what is no socket; not a path that would be cut', async () => {
  fs.symlinkSync('/var/run', path.join(dir, 'run'));
  const mode = fs.statSync('/run').mode;
  const linked = serve(async () => Promise.reject(new Error('never')), path.join(dir, 'run', 'docker.sock'));
  await expect(linked).rejects.toMatchObject(failure('bad-path', 'another engine'));
  expect(fs.statSync('/run').mode).toBe(mode);
  fs.mkdirSync(path.dirname(file()));
  fs.writeFileSync(file(), 'precious');
  await expect(serveEngine(() => undefined)).rejects.toMatchObject(failure('bad-path', 'is not a socket'));
  expect(fs.readFileSync(file(), 'utf8')).toBe('precious');
  expect(() => checkPath(`/${'é'.repeat(60)}`)).toThrow('too long for this system (107 bytes)');
});

test('where it is', () => {
  const unix = privateAddress('linux', '/home/ann/slipway/machine', 'ann');
  expect(unix).toEqual({
    path: '/home/ann/slipway/machine/docker.sock',
    url: 'unix:///home/ann/slipway/machine/docker.sock',
  });
  const windows = privateAddress('win32', 'C:\\x', 'Ann Müller');
  expect(windows).toEqual({ path: '\\\\.\\pipe\\slipway-ann_m_ller', url: 'npipe:////./pipe/slipway-ann_m_ller' });
  expect(() => checkPath(windows.path)).not.toThrow();
});

const LISTENER = "require('node:net').createServer((s) => s.end()).listen(process.argv[1], () => console.log('up'));";
async function another(): Promise<ChildProcess> {
  fs.mkdirSync(path.dirname(file()), { recursive: true });
  const child = spawn(process.execPath, ['-e', LISTENER, file()], { stdio: ['ignore', 'pipe', 'inherit'] });
  undo.push(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test('a socket somebody answers on is left alone; one of the dead is taken over', async () => {
  const child = await another();
  await expect(serveEngine(() => undefined)).rejects.toMatchObject(failure('in-use', 'already serves'));
  const inode = fs.statSync(file()).ino;
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(fs.statSync(file()).ino).toBe(inode);
  await serveEngine((socket) => socket.pipe(socket));
  const socket = dial();
  socket.end('hello');
  expect((await readAll(socket)).toString()).toBe('hello');
  expect(fs.readdirSync(path.dirname(file()))).toEqual(['docker.sock']);
});

test('of many that start at once over a dead one, one serves', async () => {
  for (let round = 0; round < 3; round += 1) {
    const child = await another();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, () => serveEngine((socket) => socket.pipe(socket))),
    );
    const winners = all.filter((each) => each.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    const socket = dial();
    socket.end('hello');
    expect((await readAll(socket)).toString()).toBe('hello');
    expect(fs.readdirSync(path.dirname(file()))).toEqual(['docker.sock']);
    await winners[0]?.value.close();
  }
});
