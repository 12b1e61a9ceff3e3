import tls from 'node:tls';
import type { Certificates } from '../certificates/ensure';
import { say } from '../../../../texts/say';

export interface EngineAddress {
  /** Loopback port that leads to the guest's engine. */
  readonly port: number;
  readonly certificates: Pick<Certificates, 'caPem' | 'client'>;
  readonly timeoutMs: number;
}

/**
 * A mutual TLS connection to the guest's engine, each way with its own end. Rejects with the reason: it does not answer in
 * time, is not the guest of our authority, or `signal` was aborted.
 */
export function connectEngine(
  { port, certificates, timeoutMs }: EngineAddress,
  signal: AbortSignal,
): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const { caPem, client } = certificates;
    // The types do not know that it may be half open.
    const options: tls.ConnectionOptions & { readonly allowHalfOpen: boolean } = {
      ...{ host: '127.0.0.1', port, ca: caPem, cert: client.cert, key: client.key },
      ...{ minVersion: 'TLSv1.3', allowHalfOpen: true },
    };
    const socket = tls.connect(options);
    socket.setNoDelay(true);
    const fail = (error: Error): void => {
      finish();
      socket.on('error', () => undefined).destroy();
      reject(error);
    };
    const onAbort = (): void => fail(new Error(say('Slipway is closing.')));
    const timer = setTimeout(
      () => fail(new Error(say('The engine did not answer within {timeoutMs} s.', { timeoutMs: timeoutMs / 1000 }))),
      timeoutMs,
    );
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off('error', fail);
    };
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      finish();
      resolve(socket);
    });
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}
