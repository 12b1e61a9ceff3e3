import { STATUS_CODES } from 'node:http';
import { SECURITY_HEADERS } from '../page/security-headers';

/** The whole body of a refusal: nothing in it is about this machine. */
export const wordsOf = (status: number): string => `${STATUS_CODES[status] ?? 'Error'}\n`;

/** A refusal for a socket that has no response object, or no longer. */
export const rawRefusal = (status: number): string => {
  const body = wordsOf(status);
  const headers = {
    ...SECURITY_HEADERS,
    'Cache-Control': 'no-store',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
};
