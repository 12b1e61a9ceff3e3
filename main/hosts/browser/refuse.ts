import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { wordsOf } from './headers';

/** Node leaves the body out where there must be none (HEAD, 204, 304). */
export const send = (
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body?: Buffer | string,
): void => {
  const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length }).end(body);
};

/** Closes the connection too: what else comes on it is not worth reading. */
export const refuse = (response: ServerResponse, status: number): void => {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', Connection: 'close' };
  send(response, status, headers, wordsOf(status));
};
