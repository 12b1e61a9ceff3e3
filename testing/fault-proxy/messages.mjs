// The inner half of the fault proxy: requests and answers.
import http from 'node:http';

/**
 * Patterns are tested against `METHOD /path`, without version and query: `GET /containers/json`. The first rule that
 * matches counts; `times` is how often it does (default: always).
 * @typedef {object} Rule
 * @property {RegExp} pattern
 * @property {number} times
 * @property {'delay' | 'fail' | 'truncate'} kind
 * @property {number} value ms, HTTP status, or bytes let through.
 * @property {string} message
 * @property {Readonly<Record<string, string>>} [headers] Of a failure.
 */

/** @param {http.IncomingMessage} request */
const nameOf = ({ method = '', url = '' }) =>
  `${method} ${(url.split('?', 1)[0] ?? '').replace(/^\/v\d+\.\d+(?=\/)/, '')}`;

/** @param {{ path: string } | { host: string, port: number }} target */
export function createMessages(target) {
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
    passOn(request, upstream);
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
        response.writeHead(rule.value, { 'Content-Type': 'application/json', ...rule.headers });
        response.end(JSON.stringify({ message: rule.message }));
      } else if (rule?.kind === 'delay') {
        const timer = setTimeout(() => forward(request, response, name), rule.value);
        response.once('close', () => clearTimeout(timer));
      } else forward(request, response, name);
    },
  );
  server.on('upgrade', (request, socket, head) => {
    counts.set(nameOf(request), (counts.get(nameOf(request)) ?? 0) + 1);
    upgrade(to, request, /** @type {import('node:net').Socket} */ (socket), head);
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

/** A small body goes out with its header, as clients send it: an engine may have closed when a later piece comes. */
const SMALL_BYTES = 65_536;

/** @param {http.IncomingMessage} request @param {http.ClientRequest} upstream */
function passOn(request, upstream) {
  if (!(Number(request.headers['content-length']) <= SMALL_BYTES)) {
    request.pipe(upstream);
    return;
  }
  /** @type {Buffer[]} */
  const pieces = [];
  request.on('data', (/** @type {Buffer} */ piece) => pieces.push(piece));
  request.once('end', () => upstream.end(Buffer.concat(pieces)));
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
 * @param {object} to @param {http.IncomingMessage} request @param {import('node:net').Socket} client @param {Buffer} head
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
