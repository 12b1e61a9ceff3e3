import { bodyOf, headersOf } from './exchange';
import { failureOf, type Failure } from './failure';
import { lifetime } from './lifetime';
import { isLocal, placeOf } from './target';
import type { RawRequest, Transport } from './transport';
import { EngineTimeout } from './types';
import { say } from '../../../texts/say';

export interface Pong {
  readonly status: number;
  readonly body: string;
  /** The engine's highest API version, if it said. */
  readonly apiVersion: string | null;
  /** Engine clock minus ours, ms; 0 when the header's whole seconds cannot tell them apart. Null without a header. */
  readonly skewMs: number | null;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

const BODY_LIMIT = 1024 * 1024;

/** `Date` counts whole seconds, cut off: the engine's clock was somewhere in that second while we waited. */
export function clockSkew(date: string | undefined, sentAt: number, receivedAt: number): number | null {
  const second = Date.parse(date ?? '');
  if (Number.isNaN(second)) return null;
  const [least, most] = [second - receivedAt, second + 1000 - sentAt];
  return least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2);
}

/** One GET outside any queue, never repeated, but for a kept connection that the engine had closed. Never rejects. */
export async function ask(
  transport: Transport,
  raw: Pick<RawRequest, 'path' | 'fresh'>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Outcome<Pong>> {
  const place = placeOf(transport.target);
  const late = () => new EngineTimeout(timeoutMs, say('{place} accepts connections but gives no answer.', { place }));
  const life = lifetime(timeoutMs, late, [[signal, () => new Error('aborted')]]);
  const sentAt = Date.now();
  try {
    const request = transport.open({ ...raw, method: 'GET' });
    try {
      const response = await headersOf(request, undefined, life.signal);
      const receivedAt = Date.now();
      const { statusCode: status = 0, headers } = response;
      const body = (await bodyOf(response, BODY_LIMIT, life.signal)).toString('utf8');
      const apiVersion = headers['api-version'];
      const skewMs = clockSkew(headers.date, sentAt, receivedAt);
      return {
        ok: true,
        value: { status, body, apiVersion: typeof apiVersion === 'string' ? apiVersion : null, skewMs },
      };
    } catch (error) {
      request.destroy();
      if (request.reusedSocket && !life.signal.aborted)
        return await ask(transport, { ...raw, fresh: true }, timeoutMs, signal);
      throw error;
    }
  } catch (error) {
    return { ok: false, failure: failureOf(life.signal.aborted ? life.signal.reason : error, transport.target) };
  } finally {
    life.end();
  }
}

/**
 * `/_ping`. Local sockets get a new connection each time: only that notices a removed socket file. Any answer at all means
 * that the engine lives.
 */
export const ping = (transport: Transport, timeoutMs: number, signal: AbortSignal): Promise<Outcome<Pong>> =>
  ask(transport, { path: '/_ping', fresh: isLocal(transport.target) }, timeoutMs, signal);
