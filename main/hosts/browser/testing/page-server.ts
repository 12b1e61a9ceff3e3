// A real server of the browser host over a small page, and the rawest way to ask it.
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { WebSocket } from 'ws';
import type { TransferDesk } from '../../../services/shell/transfers';
import { languageFor } from '../../../../texts/languages';
import { type Codes, createCodes } from '../codes';
import { startPageServer } from '../server';
import { type Sessions, createSessions } from '../sessions';
import { readStaticFiles } from '../static-files';

export interface TestServer {
  readonly port: number;
  readonly host: string;
  readonly origin: string;
  readonly codes: Codes;
  readonly sessions: Sessions;
  /** Where the page's files are; beside it is `secret.txt`. */
  readonly root: string;
  readonly errors: unknown[];
  close(): Promise<void>;
}

export interface TestServerOptions {
  readonly serve?: (socket: WebSocket) => void;
  readonly pingMs?: number;
  readonly slowDown?: () => Promise<boolean>;
  readonly codes?: Codes;
  readonly transfers?: TransferDesk;
}

const makePage = (): string => {
  const root = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-page-')), 'renderer');
  fs.mkdirSync(path.join(root, 'assets'), { recursive: true });
  fs.writeFileSync(path.join(root, '../secret.txt'), 'secret');
  fs.writeFileSync(path.join(root, 'index.html'), '<!doctype html><html lang="en">page');
  fs.writeFileSync(path.join(root, 'assets/index-Ab1_xY9z.js'), 'script');
  fs.writeFileSync(path.join(root, 'assets/plain.css'), 'style');
  fs.writeFileSync(path.join(root, 'assets/.hidden'), 'secret');
  fs.symlinkSync(path.join(root, '../secret.txt'), path.join(root, 'assets/link.js'));
  return root;
};

export const startTestServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const root = makePage();
  const { codes = createCodes(), serve = () => undefined, slowDown = () => Promise.resolve(true), pingMs } = options;
  const { transfers = { download: () => null, upload: () => null } } = options;
  const sessions = createSessions();
  const errors: unknown[] = [];
  const server = await startPageServer({
    ...{ port: 0, codes, sessions, serve, slowDown, transfers, files: readStaticFiles(root) },
    language: (wanted) => languageFor('system', wanted),
    ...(pingMs !== undefined && { pingMs }),
    onError: (error) => errors.push(error),
  });
  const host = `127.0.0.1:${server.port}`;
  return {
    ...{ port: server.port, host, origin: `http://${host}`, codes, sessions, root, errors },
    close: async () => {
      await server.close();
      fs.rmSync(path.dirname(root), { recursive: true });
    },
  };
};

export interface RawResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Sends the very bytes and reads until the server closes, or the response is whole. */
export const exchange = (port: number, request: string): Promise<RawResponse> =>
  new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    let text = '';
    const settle = (): void => {
      socket.destroy();
      if (text === '') reject(new Error('closed without a response'));
      else resolve(parseResponse(text));
    };
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      if (isWhole(text) || (request.startsWith('HEAD ') && text.endsWith('\r\n\r\n'))) settle();
    });
    // After a refusal the server may reset what it did not read.
    socket.once('error', settle).once('end', settle);
    socket.write(request, 'latin1');
  });

const parseResponse = (text: string): RawResponse => {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(first.split(' ')[1]), headers: new Map(headers), body: rest.join('\r\n\r\n') };
};

const isWhole = (text: string): boolean => {
  if (!text.includes('\r\n\r\n')) return false;
  const { status, headers, body } = parseResponse(text);
  const length = headers.get('content-length');
  if (length !== undefined) return body.length >= Number(length) || status === 304;
  return status === 204 || status === 304 || status === 101 || body.endsWith('0\r\n\r\n');
};

export type RawHeaders = readonly (readonly [string, string])[];

export const request = (
  port: number,
  line: string,
  headers: RawHeaders = [['Host', `127.0.0.1:${port}`]],
  body = '',
): Promise<RawResponse> => {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const length = body === '' ? '' : `Content-Length: ${Buffer.byteLength(body)}\r\n`;
  return exchange(port, `${line} HTTP/1.1\r\n${lines}${length}\r\n${body}`);
};
