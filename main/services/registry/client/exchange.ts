import http from 'node:http';
import https from 'node:https';
import type { Trust } from './trust';
import { say } from '../../../../texts/say';

/** One request, not followed anywhere. */
export interface Ask {
  readonly method: 'GET' | 'HEAD' | 'DELETE' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a POST. */
  readonly body?: string;
  readonly trust: Trust;
  readonly limitBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** It would not stop. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** It took longer than it may. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** A header of more is no honest one. */
const HEADER_LIMIT = 65_536;

/** Rejects with TooLarge, TooLate, the signal's reason, or the system's error. */
export function exchange({ method, url, headers, body, trust, limitBytes, timeoutMs, signal }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const secure = { secureContext: trust.context, rejectUnauthorized: !trust.insecure };
    const options = { method, headers, agent: false, maxHeaderSize: HEADER_LIMIT } as const;
    const request =
      url.protocol === 'https:' ? https.request(url, { ...options, ...secure }) : http.request(url, options);
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      act();
    };
    // Told here: a request whose answer has begun does not tell its own end any more.
    const end = (error: Error): void => {
      settle(() => reject(error));
      request.destroy();
    };
    const timer = setTimeout(() => end(new TooLate(say('no answer within {timeoutMs} ms', { timeoutMs }))), timeoutMs);
    const onAbort = (): void => end(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
    signal.addEventListener('abort', onAbort, { once: true });
    // Also once it is settled: a socket may break later.
    request.on('error', end);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > limitBytes) end(new TooLarge(say('more than {limitBytes} bytes', { limitBytes })));
        else chunks.push(chunk);
      });
      response.on('error', end);
      response.once('end', () =>
        settle(() =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        ),
      );
    });
    request.end(body);
  });
}
