import { EngineError } from '../engine/types';
import { cut } from '../engine/loose';
import { say } from '../../../texts/say';

/** How a request that changes something went wrong. `unknown`: the engine may have done it. */
export interface Failure {
  readonly outcome: 'failed' | 'unknown';
  /** The engine's own words, or ours where it gave none. */
  readonly message: string;
}

const MESSAGE_LIMIT = 4096;

/** There was no connection that could have carried the request. */
const NEVER_SENT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOENT', 'EACCES', 'EPERM', 'ENOTFOUND', 'ENOTSOCK']);

/** `sent`: whether there was a connection when the request was made. */
export function failureWords(error: unknown, sent: boolean): Failure {
  const message = cut(error instanceof Error ? error.message : String(error), MESSAGE_LIMIT);
  if (!(error instanceof EngineError) || error.kind === 'refused') return { outcome: 'failed', message };
  if (!sent || (error.code !== null && NEVER_SENT.has(error.code))) return { outcome: 'failed', message };
  return { outcome: 'unknown', message: say('{message} Whether the engine did it is not known.', { message }) };
}
