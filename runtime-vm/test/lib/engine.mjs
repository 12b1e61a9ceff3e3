// The guest's engine, over mutual TLS.
import { request } from 'node:https';

/** @typedef {{ readonly status: number, readonly body: Buffer }} Answer */
/** @typedef {(method: string, path: string, body?: object | Buffer) => Promise<Answer>} Engine */

/**
 * @param {number} port
 * @param {import('./certificates.mjs').Certificates} certificates
 * @returns {Engine}
 */
export function engineAt(port, { ca, client }) {
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
      const type = Buffer.isBuffer(body) ? 'application/x-tar' : 'application/json';
      const headers = bytes === undefined ? {} : { 'Content-Type': type, 'Content-Length': bytes.length };
      const call = request({
        host: '127.0.0.1',
        port,
        method,
        path,
        ca,
        cert: client.cert,
        key: client.key,
        headers,
        agent: false,
      });
      call.on('error', reject);
      call.on('response', (response) => {
        /** @type {Buffer[]} */
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
      });
      call.end(bytes);
    });
}

/** @param {Engine} engine @param {string} method @param {string} path @param {object | Buffer} [body] @returns {Promise<any>} */
export async function engineJson(engine, method, path, body) {
  const answer = await engine(method, path, body);
  const text = answer.body.toString();
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** @param {Buffer} raw @returns {string} The text of a log without its frames. */
export function logText(raw) {
  let text = '';
  for (let at = 0; at + 8 <= raw.length; at += 8 + raw.readUInt32BE(at + 4)) {
    text += raw.subarray(at + 8, at + 8 + raw.readUInt32BE(at + 4)).toString();
  }
  return text;
}

/**
 * Creates and starts a container.
 * @param {Engine} engine
 * @param {object} config
 * @returns {Promise<string>} Its id.
 */
export async function startContainer(engine, config) {
  const { Id } = await engineJson(engine, 'POST', '/containers/create', config);
  await engineJson(engine, 'POST', `/containers/${Id}/start`);
  return Id;
}

/**
 * Runs a shell line in a container of its own to its end.
 * @param {Engine} engine
 * @param {string} line
 * @param {object} [more] Of the container's configuration.
 * @returns {Promise<{ code: number, text: string }>}
 */
export async function runInContainer(engine, line, more = {}) {
  const id = await startContainer(engine, { Image: 'slipway/welcome', Cmd: ['sh', '-c', line], ...more });
  const { StatusCode } = await engineJson(engine, 'POST', `/containers/${id}/wait`);
  const log = await engine('GET', `/containers/${id}/logs?stdout=1&stderr=1`);
  await engine('DELETE', `/containers/${id}?force=1`);
  return { code: StatusCode, text: logText(log.body) };
}
