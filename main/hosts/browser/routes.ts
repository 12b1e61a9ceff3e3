import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyError, readJson } from './body';
import type { Codes } from './codes';
import { refuse, send } from './refuse';
import type { Sessions } from './sessions';
import type { SlowDown } from './slow-down';
import { acceptedLanguages, type Language } from '../../../texts/languages';
import { findPageFile, INDEX } from '../page/page-files';
import { pageIn } from '../page/page-language';
import { isTransfer } from '../../services/shell/transfer-url';
import { type TransferRouteOptions, transferRoute } from './transfer-route';
import type { StaticFile, StaticFiles } from './static-files';

/** A code is 43 letters; the rest is generosity. */
const BODY_LIMIT = 4 * 1024;

export interface RoutesOptions extends TransferRouteOptions {
  readonly files: StaticFiles;
  readonly codes: Codes;
  readonly sessions: Sessions;
  readonly slowDown: SlowDown;
  /** What the page is to speak; `wanted` as BCP 47, best first. */
  readonly language: (wanted: readonly string[]) => Language;
}

/** Answers one request that passed the gate. Rejects only when the connection broke. */
export type Routes = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export const createRoutes = (options: RoutesOptions): Routes => {
  const post = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (path === '/session') await exchange(options, await readJson(request, BODY_LIMIT), response);
    else if (path === '/session/check') check(options, request, response);
    else refuse(response, 404);
  };
  const transfer = transferRoute(options);
  return async (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    try {
      if (isTransfer(path)) await transfer(path, request, response);
      else if (request.method === 'POST') await post(path, request, response);
      else sendFile(fileAt(options, path, request), request, response);
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      refuse(response, error.status);
    }
  };
};

const codeIn = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' ? body.code : null;

const exchange = async (options: RoutesOptions, body: unknown, response: ServerResponse): Promise<void> => {
  const code = codeIn(body);
  if (code === null) refuse(response, 400);
  else if (!options.codes.redeem(code)) refuse(response, (await options.slowDown()) ? 401 : 429);
  else {
    const answer = JSON.stringify({ token: options.sessions.open() });
    send(response, 200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }, answer);
  }
};

const check = ({ sessions }: RoutesOptions, request: IncomingMessage, response: ServerResponse): void => {
  const token = /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined || !sessions.isOpen(token)) refuse(response, 401);
  else send(response, 204, { 'Cache-Control': 'no-store' });
};

/** The page itself is made for who asks, and kept by nobody; all else is as it was read. */
const fileAt = ({ files, language }: RoutesOptions, path: string, request: IncomingMessage): StaticFile | undefined => {
  const file = findPageFile(files, path);
  if (file === undefined || file !== files.get(INDEX)) return file;
  const spoken = language(acceptedLanguages(request.headers['accept-language'] ?? ''));
  const { ETag: _english, ...headers } = file.headers;
  return { headers, body: Buffer.from(pageIn(file.body.toString('utf8'), spoken)) };
};

const sendFile = (file: StaticFile | undefined, request: IncomingMessage, response: ServerResponse): void => {
  if (file === undefined) refuse(response, 404);
  else if (file.headers.ETag !== undefined && request.headers['if-none-match'] === file.headers.ETag)
    send(response, 304, file.headers);
  else send(response, 200, file.headers, file.body);
};
