import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { bodyOf } from './exchange';
import { EngineError, type EngineRequest } from './types';
import { say } from '../../../texts/say';

const ERROR_BODY_LIMIT = 256 * 1024;
/** UTF-16 units of an engine's error that are worth carrying. */
const ERROR_TEXT_LIMIT = 16 * 1024;

const errorBody = v.object({ message: v.string() });

/** Path and query, without the version. */
export function requestPath({ path, query = {} }: EngineRequest): string {
  const parts = Object.entries(query).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return [`${encodeURIComponent(key)}=${encodeURIComponent(text)}`];
  });
  return parts.length === 0 ? path : `${path}?${parts.join('&')}`;
}

/** What engines say where there is nothing to say; Podman in words. */
const NOTHING = /^\s*(?:OK)?\s*$/;
const NOTHING_BYTES = 8;

/** null for an empty body. Throws EngineError `malformed`. */
export function parseJson(body: Buffer): unknown {
  const said = body.toString('utf8');
  if (body.length <= NOTHING_BYTES && NOTHING.test(said)) return null;
  try {
    return JSON.parse(said);
  } catch {
    throw new EngineError('malformed', say("The engine's answer is not JSON."));
  }
}

/** The error of an answer that is not a success, with the engine's own words. */
export async function refusal(response: IncomingMessage, signal: AbortSignal): Promise<EngineError> {
  const status = response.statusCode ?? 0;
  if (status < 400) {
    response.destroy();
    return new EngineError(
      'malformed',
      say('The engine answered with HTTP {status}, which the API does not know.', { status }),
    );
  }
  const body = await bodyOf(response, ERROR_BODY_LIMIT, signal).catch(() => Buffer.alloc(0));
  const words = wordsOf(body.toString('utf8')).slice(0, ERROR_TEXT_LIMIT);
  return new EngineError('refused', words === '' ? `HTTP ${String(status)}` : words, status);
}

function wordsOf(text: string): string {
  try {
    const parsed = v.safeParse(errorBody, JSON.parse(text));
    return parsed.success ? parsed.output.message : text.trim();
  } catch {
    return text.trim();
  }
}
