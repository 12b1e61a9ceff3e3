import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { exchange, isRead, openResponse } from './attempts';
import { toEngineError } from './failure';
import { openHijack } from './hijack';
import { lifetime, type Lifetime } from './lifetime';
import { createLimiter, type Limiter } from './limiter';
import { parseJson } from './message';
import { placeOf } from './target';
import type { Transport } from './transport';
import { EngineError, EngineTimeout, type EngineClient, type EngineRequest } from './types';
import { say } from '../../../texts/say';

const MAX_IN_FLIGHT = 16;
const DEFAULT_TIMEOUT_MS = 30_000;
const BAD_REQUEST = 400;

/** A client over one transport in one API version. */
export interface HttpClient extends EngineClient {
  /** The connection is over: waiting requests and GETs fail with `reason`; what the engine is already doing goes on. */
  retire(reason: string): void;
}

interface Line {
  readonly transport: Transport;
  /** Negotiated API version, `1.41`. */
  readonly version: string;
  readonly closing: AbortSignal;
  readonly retired: AbortSignal;
  readonly limiter: Limiter;
}

/** @param closing Ends everything, streams too. */
export function createHttpClient(transport: Transport, version: string, closing: AbortSignal): HttpClient {
  const retired = new AbortController();
  const line: Line = { transport, version, closing, retired: retired.signal, limiter: createLimiter(MAX_IN_FLIGHT) };
  return {
    json: async (request) => parseJson(await complete(line, named(request))),
    text: async (request) => (await complete(line, named(request))).toString('utf8'),
    stream: async (request) => stream(line, named(request)),
    hijack: async (request) => hijack(line, named(request)),
    retire: (reason) => {
      retired.abort(new EngineError('unreachable', reason));
      transport.retire();
    },
  };
}

/** An empty name, or one that climbs, would make another request of it: the engine tidies paths before it reads them. */
const ELSEWHERE = /(\/|%2f)\.{0,2}(\/|%2f|$)/i;

/** Throws EngineError `refused`, as the engine would of a name that cannot be one. */
function named(request: EngineRequest): EngineRequest {
  if (ELSEWHERE.test(request.path)) throw new EngineError('refused', say('A name is missing.'), BAD_REQUEST);
  return request;
}

const aborted = (): Error => new EngineError('aborted', say('The request was cancelled.'));
const closed = (): Error => new EngineError('unreachable', say('Slipway closed the connection.'));

/** @param retirable Whether the request fails as soon as the connection is known to be over. */
function timed({ transport, closing, retired }: Line, request: EngineRequest, retirable: boolean): Lifetime {
  const ms = request.timeoutMs === undefined ? DEFAULT_TIMEOUT_MS : request.timeoutMs;
  const late = () =>
    new EngineTimeout(
      ms ?? 0,
      say('No answer from {placeOf} within {ms} ms.', { placeOf: placeOf(transport.target), ms: ms ?? 0 }),
    );
  return lifetime(ms, late, [
    [request.signal, aborted],
    [closing, closed],
    [retirable ? retired : undefined, () => reasonOf(retired)],
  ]);
}

const reasonOf = (signal: AbortSignal): Error => (signal.reason instanceof Error ? signal.reason : closed());

/** The time in the queue does not count. */
async function complete(line: Line, request: EngineRequest): Promise<Buffer> {
  const queued = timed(line, { ...request, timeoutMs: null }, true);
  try {
    await line.transport.target.power?.wake();
    const leave = await line.limiter.enter(queued.signal);
    const life = timed(line, request, isRead(request));
    try {
      return await exchange(line.transport, line.version, request, life.signal);
    } finally {
      life.end();
      leave();
    }
  } catch (error) {
    throw toEngineError(error, line.transport.target);
  } finally {
    queued.end();
  }
}

/** Asks for a connection of the caller's own, and ends it with the caller's signal or ours. */
async function opened<T extends IncomingMessage | Duplex>(
  line: Line,
  request: EngineRequest,
  open: (transport: Transport, version: string, request: EngineRequest, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  await line.transport.target.power?.wake();
  const life = timed(line, request, true);
  try {
    const answer = await open(line.transport, line.version, request, life.signal);
    endWith(answer, [request.signal, line.closing]);
    return answer;
  } catch (error) {
    throw toEngineError(error, line.transport.target);
  } finally {
    life.end();
  }
}

const stream = (line: Line, request: EngineRequest) => opened(line, request, openResponse);
const hijack = (line: Line, request: EngineRequest) => opened(line, request, openHijack);

function endWith(answer: IncomingMessage | Duplex, signals: readonly (AbortSignal | undefined)[]): void {
  const outer = signals.map((signal) => [signal, aborted] as const);
  const life = lifetime(null, aborted, outer);
  const end = (): void => void answer.destroy();
  if (life.signal.aborted) end();
  life.signal.addEventListener('abort', end, { once: true });
  answer.once('close', () => life.end());
}
