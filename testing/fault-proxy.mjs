// A proxy between the app and an engine that does to the traffic what networks and engines do on bad days.
// As a process: `node testing/fault-proxy.mjs --listen unix:///a.sock --target unix:///b.sock`, commands as JSON lines on
// stdin (`{"do":"fail","pattern":"^POST ","status":500}`, see COMMANDS), an answer line on stdout for each.
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/**
 * Patterns are tested against `METHOD /path`, without version and query: `GET /containers/json`. The first rule that
 * matches counts; `times` is how often it does (default: always).
 * @typedef {object} Rule
 * @property {RegExp} pattern
 * @property {number} times
 * @property {'delay' | 'fail' | 'truncate'} kind
 * @property {number} value ms, HTTP status, or bytes let through.
 * @property {string} message
 *
 * @typedef {object} FaultProxy
 * @property {string} url Where it listens.
 * @property {(pattern: RegExp, ms: number, times?: number) => void} delay Forwards after a while.
 * @property {(pattern: RegExp, status: number, message?: string, times?: number) => void} fail Answers itself.
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

/** @param {net.Server | http.Server} server @param {ReturnType<typeof place>} where @returns {Promise<void>} */
const listen = (server, where) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => resolve());
  });

/** @param {http.IncomingMessage} request */
const nameOf = ({ method = '', url = '' }) =>
  `${method} ${(url.split('?', 1)[0] ?? '').replace(/^\/v\d+\.\d+(?=\/)/, '')}`;

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

/** The outer half: whole connections, bytes unread. @param {string} inner Socket of the inner half. */
function createConnections(inner) {
  /** @type {Map<net.Socket, net.Socket | null>} null: swallowed */
  const pairs = new Map();
  let frozen = false;
  let swallowing = false;

  /** @param {net.Socket} client @param {net.Socket} upstream */
  const flow = (client, upstream) => {
    client.pipe(upstream);
    upstream.pipe(client);
  };
  /** @param {net.Socket} client @param {net.Socket | null} upstream */
  const hold = (client, upstream) => {
    for (const socket of [client, upstream]) {
      socket?.unpipe();
      socket?.pause();
    }
  };
  /** @param {net.Socket} client */
  const swallow = (client) => {
    const upstream = pairs.get(client) ?? null;
    pairs.set(client, null);
    hold(client, upstream);
    upstream?.destroy();
    client.on('data', () => undefined);
    client.resume();
  };

  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    client.on('error', () => undefined);
    pairs.set(client, null);
    client.once('close', () => {
      pairs.get(client)?.destroy();
      pairs.delete(client);
    });
    if (swallowing) {
      swallow(client);
      return;
    }
    const upstream = net.connect({ path: inner, allowHalfOpen: true });
    pairs.set(client, upstream);
    upstream.on('error', () => undefined);
    upstream.once('close', () => {
      if (pairs.get(client) === upstream) client.destroy();
    });
    if (frozen) hold(client, upstream);
    else flow(client, upstream);
  });
  const cut = () => {
    // Only TCP knows a reset; a local socket just breaks.
    for (const client of pairs.keys())
      if (client.remoteAddress === undefined) client.destroy();
      else client.resetAndDestroy();
  };

  return {
    server,
    cut,
    /** @param {boolean} on */
    freeze: (on) => {
      if (on === frozen) return;
      frozen = on;
      for (const [client, upstream] of pairs) if (upstream !== null) (on ? hold : flow)(client, upstream);
    },
    /** @param {boolean} on */
    halfOpen: (on) => {
      swallowing = on;
      if (on) for (const client of pairs.keys()) swallow(client);
    },
    end: () => {
      for (const client of pairs.keys()) client.destroy();
    },
  };
}

/** The inner half: requests and answers. @param {ReturnType<typeof place>} target */
function createMessages(target) {
  /** @type {Rule[]} */
  let rules = [];
  /** @type {Map<string, number>} */
  const counts = new Map();
  /** @type {Set<http.ServerResponse>} */
  const eventStreams = new Set();
  const to = 'path' in target ? { socketPath: target.path } : target;

  /** @param {string} name @param {Rule['kind'][]} kinds */
  const take = (name, kinds) => {
    const rule = rules.find(({ kind, pattern, times }) => kinds.includes(kind) && times > 0 && pattern.test(name));
    if (rule !== undefined) rule.times -= 1;
    return rule;
  };

  /** @param {http.IncomingMessage} request @param {http.ServerResponse} response @param {string} name */
  const forward = (request, response, name) => {
    const { method, url, headers } = request;
    const upstream = http.request({ ...to, method, path: url, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
      response.flushHeaders();
      answer.on('error', () => undefined);
      answer.once('close', () => {
        if (!answer.complete) response.destroy();
      });
      const rule = take(name, ['truncate']);
      if (rule !== undefined) breakOff(answer, response, rule.value);
      else answer.pipe(response);
      if (name !== 'GET /events') return;
      eventStreams.add(response);
      response.once('close', () => eventStreams.delete(response));
    });
    upstream.on('error', () => response.destroy());
    response.once('close', () => upstream.destroy());
    request.pipe(upstream);
  };

  const server = http.createServer(
    { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 },
    (request, response) => {
      const name = nameOf(request);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      response.on('error', () => undefined);
      const rule = take(name, ['delay', 'fail']);
      if (rule?.kind === 'fail') {
        request.resume();
        response.writeHead(rule.value, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ message: rule.message }));
      } else if (rule?.kind === 'delay') {
        const timer = setTimeout(() => forward(request, response, name), rule.value);
        response.once('close', () => clearTimeout(timer));
      } else forward(request, response, name);
    },
  );
  server.on('upgrade', (request, socket, head) => {
    counts.set(nameOf(request), (counts.get(nameOf(request)) ?? 0) + 1);
    upgrade(to, request, /** @type {net.Socket} */ (socket), head);
  });

  return {
    server,
    counts,
    /** @param {Rule} rule */
    add: (rule) => void rules.push(rule),
    forget: () => (rules = []),
    /** @param {string} line */
    malformed: (line) => {
      for (const stream of eventStreams) stream.write(`${line}\n`);
      return eventStreams.size;
    },
  };
}

/** @param {http.IncomingMessage} answer @param {http.ServerResponse} response @param {number} bytes */
function breakOff(answer, response, bytes) {
  let left = bytes;
  answer.on('data', (/** @type {Buffer} */ chunk) => {
    const part = chunk.subarray(0, left);
    left -= part.length;
    response.write(part, () => {
      if (left === 0) response.destroy();
    });
  });
  answer.once('end', () => response.destroy());
}

/** @param {http.OutgoingHttpHeaders | http.IncomingHttpHeaders} headers */
const headerLines = (headers) =>
  Object.entries(headers).flatMap(([key, value]) => [value ?? []].flat().map((one) => `${key}: ${String(one)}`));

/**
 * A hijacked connection: exec, attach.
 * @param {object} to @param {http.IncomingMessage} request @param {net.Socket} client @param {Buffer} head
 */
function upgrade(to, request, client, head) {
  const { method, url, headers } = request;
  const upstream = http.request({ ...to, method, path: url, headers, agent: false });
  client.on('error', () => upstream.destroy());
  client.once('close', () => upstream.destroy());
  upstream.on('error', () => client.destroy());
  /** @param {http.IncomingMessage} answer */
  const begin = (answer) => {
    const status = `HTTP/1.1 ${String(answer.statusCode)} ${answer.statusMessage ?? ''}`;
    client.write(`${[status, ...headerLines(answer.headers)].join('\r\n')}\r\n\r\n`);
  };
  upstream.once('upgrade', (answer, socket, rest) => {
    begin(answer);
    client.write(rest);
    socket.on('error', () => client.destroy());
    socket.once('close', () => client.destroy());
    client.once('close', () => socket.destroy());
    socket.pipe(client);
    client.pipe(socket);
  });
  upstream.once('response', (answer) => {
    delete answer.headers['transfer-encoding'];
    answer.headers.connection = 'close';
    begin(answer);
    answer.pipe(client);
  });
  upstream.end(head);
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
