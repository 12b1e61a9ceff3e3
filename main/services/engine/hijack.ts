import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { rawOf, succeeded } from './attempts';
import { headersOf } from './exchange';
import { refusal } from './message';
import { isLocal } from './target';
import type { Transport } from './transport';
import type { EngineRequest } from './types';

/**
 * The system's probes follow each other by the second, ten of them: a half-open connection is noticed within 15 s, as there
 * is no heartbeat within a hijacked one.
 */
const KEEPALIVE_MS = 4_000;

/**
 * The connection itself, once the engine has switched it to raw bytes. Rejects with EngineError `refused`, the system's
 * error, or the signal's reason; nothing is sent twice.
 */
export async function openHijack(
  transport: Transport,
  version: string,
  request: EngineRequest,
  signal: AbortSignal,
): Promise<Duplex> {
  const raw = rawOf(request, version);
  const headers = { ...raw.headers, Connection: 'Upgrade', Upgrade: 'tcp' };
  const sent = transport.open({ ...raw, headers, fresh: true });
  const switched = new Promise<Duplex>((resolve) => {
    sent.once('upgrade', (_response, connection, head) => {
      // What breaks later is the reader's to notice; unheard it must not end the process.
      connection.on('error', () => undefined);
      if (head.length > 0) connection.unshift(head);
      if (!isLocal(transport.target) && connection instanceof Socket) connection.setKeepAlive(true, KEEPALIVE_MS);
      resolve(connection);
    });
  });
  try {
    const answer = await Promise.race([headersOf(sent, raw.body, signal), switched]);
    if (!(answer instanceof IncomingMessage)) return answer;
    if (!succeeded(answer)) throw await refusal(answer, signal);
    return withoutSwitch(answer);
  } catch (error) {
    sent.destroy();
    throw signal.aborted ? signal.reason : error;
  }
}

/** An engine, or a proxy before it, that answers 200 and goes on with raw bytes all the same. */
function withoutSwitch(response: IncomingMessage): Duplex {
  const { socket } = response;
  const both = Duplex.from({ readable: response, writable: socket });
  both.on('error', () => undefined);
  both.once('close', () => socket.destroy());
  return both;
}
