// A proxy between the app and an engine that does to the traffic what networks and engines do on bad days.
// As a process: `node testing/fault-proxy.mjs --listen unix:///a.sock --target unix:///b.sock`, commands as JSON lines on
// stdin (`{"do":"fail","pattern":"^POST ","status":500}`, see COMMANDS), an answer line on stdout for each.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createConnections } from './fault-proxy/connections.mjs';
import { createMessages } from './fault-proxy/messages.mjs';

/**
 * @typedef {object} FaultProxy
 * @property {string} url Where it listens.
 * @property {(pattern: RegExp, ms: number, times?: number) => void} delay Forwards after a while.
 * @property {(pattern: RegExp, status: number, message?: string, times?: number) => void} fail Answers itself.
 * @property {(pattern: RegExp, status: number, headers: Readonly<Record<string, string>>) => void} refuse `fail` with
 *   headers: a 429 with its Retry-After.
 * @property {(pattern: RegExp, bytes: number, times?: number) => void} truncate Breaks the body off, and the connection.
 * @property {(line: string) => number} malformed Puts a line into every open `/events`; how many these were.
 * @property {() => void} cut Breaks all connections.
 * @property {(minMs: number, maxMs: number) => void} cutEvery Breaks all connections at random intervals, until `reset`.
 * @property {(on: boolean) => void} freeze Passes nothing on, and everything afterwards: a hung engine.
 * @property {(on: boolean) => void} halfOpen Accepts and swallows; whoever was connected never hears again.
 * @property {() => void} reset Forgets all rules, stops cutting, thaws.
 * @property {() => Record<string, number>} counts Requests so far by `METHOD /path`.
 * @property {(pattern: RegExp) => number} count Of the requests that match.
 * @property {() => Promise<void>} close
 */

/** @param {string} url `unix:///path` or `tcp://host:port` @returns {{ path: string } | { host: string, port: number }} */
function place(url) {
  const { protocol, hostname, port } = new URL(url);
  if (protocol === 'unix:') return { path: url.slice('unix://'.length) };
  if (protocol === 'tcp:') return { host: hostname, port: Number(port) };
  throw new Error(`not a place to listen or connect: ${url}`);
}

/** @param {import('node:net').Server} server @param {ReturnType<typeof place>} where @returns {Promise<void>} */
const listen = (server, where) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => resolve());
  });

/** @param {{ listen: string, target: string }} options @returns {Promise<FaultProxy>} */
export async function startFaultProxy(options) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-proxy-'));
  const inner = `${dir}/inner.sock`;
  const messages = createMessages(place(options.target));
  const connections = createConnections(inner);
  await listen(messages.server, { path: inner });
  await listen(connections.server, place(options.listen));
  const address = connections.server.address();
  const isTcp = typeof address === 'object' && address !== null;
  let cutting = new AbortController();

  /** @param {number} minMs @param {number} maxMs @param {AbortSignal} signal */
  const cutOn = async (minMs, maxMs, signal) => {
    while (!signal.aborted) {
      await delay(minMs + Math.random() * (maxMs - minMs), undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) connections.cut();
    }
  };
  const calm = () => {
    cutting.abort();
    cutting = new AbortController();
  };

  return {
    url: isTcp ? `tcp://${address.address}:${String(address.port)}` : options.listen,
    delay: (pattern, ms, times = Infinity) => messages.add({ kind: 'delay', pattern, value: ms, times, message: '' }),
    fail: (pattern, status, message = 'a fault of the proxy', times = Infinity) =>
      messages.add({ kind: 'fail', pattern, value: status, times, message }),
    refuse: (pattern, status, headers) =>
      messages.add({ kind: 'fail', pattern, value: status, times: Infinity, message: 'a fault of the proxy', headers }),
    truncate: (pattern, bytes, times = Infinity) =>
      messages.add({ kind: 'truncate', pattern, value: bytes, times, message: '' }),
    malformed: messages.malformed,
    cut: connections.cut,
    cutEvery: (minMs, maxMs) => {
      calm();
      void cutOn(minMs, maxMs, cutting.signal);
    },
    freeze: connections.freeze,
    halfOpen: connections.halfOpen,
    reset: () => {
      calm();
      messages.forget();
      connections.halfOpen(false);
      connections.freeze(false);
    },
    counts: () => Object.fromEntries(messages.counts),
    count: (pattern) =>
      [...messages.counts].reduce((total, [name, count]) => total + (pattern.test(name) ? count : 0), 0),
    close: async () => {
      calm();
      connections.end();
      messages.server.closeAllConnections();
      await Promise.all(
        [connections.server, messages.server].map((server) => new Promise((done) => server.close(done))),
      );
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

/**
 * @typedef {{ do: string, pattern?: string, ms?: number, status?: number, bytes?: number, times?: number,
 *   message?: string, line?: string, minMs?: number, maxMs?: number, on?: boolean }} Command
 * @type {Record<string, (proxy: FaultProxy, command: Command) => unknown>}
 */
const COMMANDS = {
  delay: (proxy, { pattern = '', ms = 0, times }) => proxy.delay(new RegExp(pattern), ms, times),
  fail: (proxy, { pattern = '', status = 500, message, times }) =>
    proxy.fail(new RegExp(pattern), status, message, times),
  truncate: (proxy, { pattern = '', bytes = 0, times }) => proxy.truncate(new RegExp(pattern), bytes, times),
  malformed: (proxy, { line = '{"broken' }) => proxy.malformed(line),
  cut: (proxy) => proxy.cut(),
  cutEvery: (proxy, { minMs = 200, maxMs = 800 }) => proxy.cutEvery(minMs, maxMs),
  freeze: (proxy, { on = true }) => proxy.freeze(on),
  halfOpen: (proxy, { on = true }) => proxy.halfOpen(on),
  reset: (proxy) => proxy.reset(),
  counts: (proxy) => proxy.counts(),
};

/** @param {readonly string[]} argv */
async function main(argv) {
  /** @param {string} flag */
  const valueOf = (flag) => argv[argv.indexOf(flag) + 1] ?? '';
  const proxy = await startFaultProxy({ listen: valueOf('--listen'), target: valueOf('--target') });
  /** @param {unknown} value */
  const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
  say({ ready: proxy.url });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    try {
      /** @type {Command} */
      const command = JSON.parse(line);
      const act = COMMANDS[command.do];
      say(act === undefined ? { error: `unknown command ${command.do}` } : { ok: act(proxy, command) ?? null });
    } catch (error) {
      say({ error: String(error) });
    }
  }
  await proxy.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
