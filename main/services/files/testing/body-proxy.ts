import http from 'node:http';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Passes requests on to an engine, and remembers what was asked. */
export interface BodyProxy {
  readonly url: string;
  /** `GET /v1.41/containers/x/archive?path=...` of each request so far. */
  readonly paths: string[];
  /** The first 4 KiB of each body that was PUT. */
  readonly bodies: Buffer[];
  /** Requests that are being answered, the feed of events left out. */
  open(): number;
  close(): Promise<void>;
}

const KEPT = 4096;

export async function startBodyProxy(target: string): Promise<BodyProxy> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-proxy-'));
  const paths: string[] = [];
  const bodies: Buffer[] = [];
  let open = 0;
  const server = http.createServer({ requestTimeout: 0 });
  const pass = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    const { method, url: asked = '', headers } = request;
    paths.push(`${method ?? ''} ${asked}`);
    const counted = asked.includes('/events') ? 0 : 1;
    open += counted;
    response.once('close', () => {
      open -= counted;
      sent.destroy();
    });
    const sent = http.request({ socketPath: target, method, path: asked, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
      answer.once('close', () => answer.complete || response.destroy());
    });
    sent.on('continue', () => response.writeContinue());
    sent.on('error', () => response.headersSent || response.destroy());
    let head = Buffer.alloc(0);
    request.on('data', (chunk: Buffer) => {
      if (head.length < KEPT) head = Buffer.concat([head, chunk.subarray(0, KEPT - head.length)]);
    });
    // A short body goes with its head: an engine that answers at once may be gone before a second write.
    const isShort = method !== 'PUT';
    request.once('end', () => {
      if (isShort) sent.end(head);
      else bodies.push(head);
    });
    if (!isShort) request.pipe(sent);
  };
  server.on('request', pass);
  server.on('checkContinue', pass);
  const socket = path.join(dir, 'proxy.sock');
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    ...{ url: `unix://${socket}`, paths, bodies },
    open: () => open,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}
