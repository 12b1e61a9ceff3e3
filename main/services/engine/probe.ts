import { stat } from 'node:fs/promises';
import * as v from 'valibot';
import { failureOf, type Failure } from './failure';
import { negotiate } from './negotiation';
import { ask, type Outcome, type Pong } from './ping';
import { placeOf, type Target } from './target';
import { createTransport, type Transport } from './transport';
import { say } from '../../../texts/say';

/** An engine that answered and speaks our language. */
export interface Answer {
  readonly version: string;
  /** The engine's highest and lowest API version; '' where it does not say. */
  readonly apiVersion: string;
  readonly minApiVersion: string;
  readonly negotiated: string;
  readonly skewMs: number;
}

const PROBE_MS = 3_000;
const PLAIN_TO_TLS = /HTTP request to an HTTPS server/i;

const versionBody = v.object({
  Version: v.fallback(v.string(), ''),
  ApiVersion: v.fallback(v.nullable(v.string()), null),
  MinAPIVersion: v.fallback(v.nullable(v.string()), null),
});

/** Asks for `/_ping` and `/version`. Resolves within 3 s, never rejects. */
export async function probe(target: Target, signal: AbortSignal): Promise<Outcome<Answer>> {
  const missing = await missingSocket(target);
  if (missing !== null) return { ok: false, failure: missing };
  let transport: Transport;
  try {
    transport = await createTransport(target);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const { code } = failureOf(error, target);
    return {
      ok: false,
      failure: { state: 'tls-problem', reason: say('TLS files cannot be used: {words}.', { words }), code },
    };
  }
  try {
    return await converse(transport, signal);
  } finally {
    transport.destroy();
  }
}

/** A look at the file is far cheaper than a request, and most places are looked at in vain, again and again. */
async function missingSocket(target: Target): Promise<Failure | null> {
  if (target.endpoint.kind !== 'local' || !target.endpoint.url.startsWith('unix:')) return null;
  try {
    await stat(target.endpoint.path);
    return null;
  } catch (error) {
    return failureOf(error, target);
  }
}

async function converse(transport: Transport, signal: AbortSignal): Promise<Outcome<Answer>> {
  const end = Date.now() + PROBE_MS;
  const pong = await ask(transport, { path: '/_ping', fresh: false }, PROBE_MS, signal);
  if (!pong.ok) return pong;
  const wrong = wrongAnswer(pong.value, transport.target);
  if (wrong !== null) return { ok: false, failure: wrong };
  const answer = await ask(transport, { path: '/version', fresh: false }, Math.max(1, end - Date.now()), signal);
  if (!answer.ok) return answer;
  const { Version, ApiVersion, MinAPIVersion } = readVersion(answer.value.body);
  const apiVersion = ApiVersion ?? pong.value.apiVersion;
  const agreed = negotiate(apiVersion, MinAPIVersion);
  if (agreed.kind !== 'agreed')
    return { ok: false, failure: { state: agreed.kind, reason: agreed.reason, code: null } };
  return {
    ok: true,
    value: {
      version: Version,
      apiVersion: apiVersion ?? '',
      minApiVersion: MinAPIVersion ?? '',
      negotiated: agreed.version,
      skewMs: pong.value.skewMs ?? 0,
    },
  };
}

function readVersion(body: string): v.InferOutput<typeof versionBody> {
  try {
    return v.parse(versionBody, JSON.parse(body));
  } catch {
    return { Version: '', ApiVersion: null, MinAPIVersion: null };
  }
}

function wrongAnswer({ status, body, apiVersion }: Pong, target: Target): Failure | null {
  const failure = (state: Failure['state'], reason: string): Failure => ({ state, reason, code: null });
  const place = placeOf(target);
  if (PLAIN_TO_TLS.test(body))
    return failure('tls-problem', say('{place} asks for TLS, and no certificates are set up for it.', { place }));
  if (status === 200 && (apiVersion !== null || body.trim() === 'OK')) return null;
  if (status === 200 || status === 404)
    return failure('failed', say('What answers at {place} is not a container engine.', { place }));
  return failure('failed', say('What answers at {place} says HTTP {status}.', { place, status }));
}
