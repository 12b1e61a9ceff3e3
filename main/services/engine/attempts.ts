import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { backoffDelay } from './backoff';
import { bodyOf, headersOf } from './exchange';
import { refusal, requestPath } from './message';
import { pause } from './pause';
import type { RawRequest, Transport } from './transport';
import type { EngineRequest, RequestContent } from './types';

const BODY_LIMIT = 64 * 1024 * 1024;
const TRIES = 3;
const RETRY_CAP_MS = 500;
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** May be sent again. */
export const isRead = ({ method }: EngineRequest): boolean => method === 'GET' || method === 'HEAD';

interface Raw extends RawRequest {
  readonly body: string | Readable | undefined;
}

const contentHeaders = ({ type, length }: RequestContent): OutgoingHttpHeaders => ({
  'Content-Type': type,
  Expect: '100-continue',
  ...(length !== null && { 'Content-Length': length }),
});

const loginHeaders = ({ registryAuth, registryConfig }: EngineRequest): OutgoingHttpHeaders => ({
  ...(registryAuth !== undefined && { 'X-Registry-Auth': registryAuth }),
  ...(registryConfig !== undefined && { 'X-Registry-Config': registryConfig }),
});

export function rawOf(request: EngineRequest, version: string): Raw {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const repeatable = isRead(request);
  return {
    method: request.method,
    path: `/v${version}${requestPath(request)}`,
    headers: {
      ...loginHeaders(request),
      ...(request.content
        ? contentHeaders(request.content)
        : {
            ...(body !== undefined && { 'Content-Type': 'application/json' }),
            ...(!repeatable && { 'Content-Length': Buffer.byteLength(body ?? '') }),
          }),
    },
    // What must not be sent twice must not meet a kept connection that the engine is just closing either.
    fresh: !repeatable,
    body: request.content?.stream ?? body,
  };
}

export const succeeded = ({ statusCode = 0 }: IncomingMessage): boolean =>
  (statusCode >= 200 && statusCode < 300) || statusCode === 304;

/**
 * The whole body of a success. GET and HEAD are sent again on a broken connection, nothing else ever is. Rejects with
 * EngineError `refused` or `malformed`, the system's error, or the signal's reason.
 */
export async function exchange(
  transport: Transport,
  version: string,
  request: EngineRequest,
  signal: AbortSignal,
): Promise<Buffer> {
  const raw = rawOf(request, version);
  for (let tries = 1; ; tries += 1) {
    const sent = transport.open({ ...raw, fresh: raw.fresh || tries > 1 });
    try {
      const response = await headersOf(sent, raw.body, signal);
      if (!succeeded(response)) throw await refusal(response, signal);
      return await bodyOf(response, BODY_LIMIT, signal);
    } catch (error) {
      sent.destroy();
      if (signal.aborted) throw signal.reason;
      const broken = error instanceof Error && 'code' in error && BROKEN.has(String(error.code));
      if (!broken || !isRead(request) || tries === TRIES) throw error;
      // A kept connection that turns out to be closed says nothing about the engine: no need to wait.
      if (!sent.reusedSocket) await pause(backoffDelay(tries, RETRY_CAP_MS), signal);
    }
  }
}

/** The answer to a success, unread, on a connection of its own. Rejects as `exchange` does; nothing is sent twice. */
export async function openResponse(
  transport: Transport,
  version: string,
  request: EngineRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const raw = rawOf(request, version);
  const sent = transport.open({ ...raw, fresh: true });
  try {
    const response = await headersOf(sent, raw.body, signal);
    if (!succeeded(response)) throw await refusal(response, signal);
    return response;
  } catch (error) {
    sent.destroy();
    throw signal.aborted ? signal.reason : error;
  }
}
