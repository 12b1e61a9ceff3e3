import type { ClientRequest, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { sendBody } from './send-body';
import { EngineError } from './types';
import { say } from '../../../texts/say';

/** Sends the request and waits for the answer's headers. Rejects with the system's error, or with the signal's reason. */
export const headersOf = (request: ClientRequest, body: string | Readable | undefined, signal: AbortSignal) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const abort = (): void => {
      request.destroy(signal.reason instanceof Error ? signal.reason : undefined);
    };
    const settled = (): void => signal.removeEventListener('abort', abort);
    request.once('response', (response) => {
      settled();
      // What breaks later is the reader's to notice; unheard it must not end the process.
      response.on('error', () => undefined);
      resolve(response);
    });
    request.on('error', (error) => {
      settled();
      reject(error);
    });
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    if (body instanceof Readable) sendBody(request, body);
    else request.end(body);
  });

/** The whole body. Rejects when it breaks off, is longer than `limit` bytes (EngineError `malformed`), or on abort. */
export const bodyOf = (response: IncomingMessage, limit: number, signal: AbortSignal): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (error: unknown): void => {
      signal.removeEventListener('abort', abort);
      response.destroy();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const abort = (): void => fail(signal.reason);
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else fail(new EngineError('malformed', say("The engine's answer is longer than {limit} bytes.", { limit })));
    });
    response.once('end', () => {
      signal.removeEventListener('abort', abort);
      resolve(Buffer.concat(chunks));
    });
    response.once('error', fail);
    response.once('close', () => {
      if (!response.complete) fail(Object.assign(new Error(say('the answer broke off')), { code: 'ECONNRESET' }));
    });
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
