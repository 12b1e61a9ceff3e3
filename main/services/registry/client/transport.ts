import { DOCKER_HUB } from '../reference';
import { fault } from '../faults';
import { failureToFault } from './classify';
import { type Answer, type Ask, exchange } from './exchange';
import type { Trust } from './trust';
import { say } from '../../../../texts/say';

/** A request before it is known how the registry is reached. */
export interface Wish {
  readonly method: 'GET' | 'HEAD' | 'DELETE';
  /** With its query: `/v2/_catalog?n=100`. */
  readonly path: string;
  readonly accept?: string;
  /** What a token must be for: `repository:team/app:pull`. */
  readonly scope: string;
  readonly limitBytes: number;
}

export interface TransportOptions {
  readonly registry: string;
  readonly trust: Trust;
  /** Of one request, from its beginning to the end of its answer. */
  readonly timeoutMs: number;
  /** What must stand in no message. */
  readonly secrets: () => readonly string[];
}

/** Requests to one registry, by whichever scheme it speaks. */
export interface Transport {
  /** Whether it is asked without encryption. */
  plain(): boolean;
  /** Any status but a redirect. `authorization` goes to the registry itself only. Rejects with RegistryFault. */
  send(wish: Wish, authorization: string | undefined, signal: AbortSignal): Promise<Answer>;
}

const HUB_HOST = 'registry-1.docker.io';
const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export function createTransport(options: TransportOptions): Transport {
  const { registry, trust } = options;
  let scheme: 'https' | 'http' = 'https';
  let settled = !trust.insecure;

  const send: Transport['send'] = (wish, authorization, signal) => {
    const host = registry === DOCKER_HUB ? HUB_HOST : registry;
    const start = new URL(`${scheme}://${host}${wish.path}`);
    return followed(options, { wish, start, authorization }, signal);
  };

  return {
    plain: () => scheme === 'http',
    async send(wish, authorization, signal) {
      if (settled) return send(wish, authorization, signal);
      // Where it need not be encrypted, encryption is tried first all the same, as the engine does.
      const answer = await send(wish, authorization, signal).catch(async (error: unknown) => {
        signal.throwIfAborted();
        scheme = 'http';
        return send(wish, authorization, signal).catch((again: unknown) => {
          scheme = 'https';
          throw again instanceof Error ? again : error;
        });
      });
      settled = true;
      return answer;
    },
  };
}

interface Start {
  readonly wish: Wish;
  readonly start: URL;
  readonly authorization: string | undefined;
}

async function followed(options: TransportOptions, { wish, start, authorization }: Start, signal: AbortSignal) {
  const { registry, trust, timeoutMs } = options;
  const { method, accept, limitBytes } = wish;
  const plain = { 'user-agent': 'slipway', ...(accept !== undefined && { accept }) };
  let url = start;
  for (let turn = 0; turn <= MAX_REDIRECTS; turn += 1) {
    const own = url.origin === start.origin;
    const headers = own && authorization !== undefined ? { ...plain, authorization } : plain;
    // Another host has to vouch for itself, and gets no credential.
    const ask = {
      method,
      url,
      headers,
      limitBytes,
      timeoutMs,
      signal,
      trust: own ? trust : { ...trust, insecure: false },
    };
    const answer = await once(ask, options);
    const { location } = answer.headers;
    if (!REDIRECTS.has(answer.status) || location === undefined || method === 'DELETE') return answer;
    url = redirected(registry, url, location);
  }
  throw fault('malformed', registry, { detail: say('It redirects without end.') });
}

async function once(ask: Ask, { registry, secrets }: TransportOptions): Promise<Answer> {
  try {
    return await exchange(ask);
  } catch (error) {
    ask.signal.throwIfAborted();
    throw failureToFault(error, registry, secrets());
  }
}

function redirected(registry: string, from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : null;
  if (to === null || !/^https?:$/.test(to.protocol))
    throw fault('malformed', registry, { detail: say('It redirects to nowhere.') });
  if (from.protocol === 'https:' && to.protocol === 'http:')
    throw fault('malformed', registry, { detail: say('It redirects to an address without encryption.') });
  return to;
}
