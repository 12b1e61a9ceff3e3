import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, request, startTestServer } from './testing/page-server';

const HALF_OPEN = 5_000;
const REQUESTS = 200;

let server: TestServer;
const attackers = new Set<net.Socket>();
let isOver = false;
let dropped = 0;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  isOver = true;
  for (const socket of attackers) socket.destroy();
  await server.close();
});

/** Sends a piece of a request head and no more; dropped, it comes again. */
const attack = (): void => {
  const socket = net.connect(server.port, '127.0.0.1');
  attackers.add(socket);
  socket.on('connect', () => socket.write(`GET / HTTP/1.1\r\nHost: ${server.host}\r\nX-Slow: `));
  socket.on('error', () => undefined);
  socket.on('close', () => {
    attackers.delete(socket);
    if (isOver) return;
    dropped += 1;
    setTimeout(attack, 100).unref();
  });
};

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Infinity;

/** Of requests one after the other, ms. */
async function answerTimes(): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < REQUESTS; count += 1) {
    const started = performance.now();
    const { status } = await request(server.port, 'GET /', [['Host', server.host]]);
    expect(status).toBe(200);
    times.push(performance.now() - started);
  }
  return percentile(times, 0.95);
}

test('5,000 half-open connections hold nobody else up', async () => {
  const before = process.memoryUsage().rss;
  const alone = await answerTimes();
  for (let count = 0; count < HALF_OPEN; count += 1) attack();
  const among = await answerTimes();
  expect(dropped).toBeGreaterThan(HALF_OPEN / 2);
  // Beside what the machine takes anyway, which may be busy, and has the attackers to work for too. Held up they would be for
  // as long as such a connection may last.
  expect(among).toBeLessThan(Math.max(200, 50 * alone));
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 2 ** 20);
});
