import type { CandidateState } from '../../contract/engine';
import { isLocal, placeOf, type Target } from './target';
import { tlsFailure } from './tls-failure';
import { EngineError } from './types';
import { say } from '../../../texts/say';

/** Why an engine cannot be used now. */
export interface Failure {
  readonly state: Exclude<CandidateState, 'probing' | 'connected'>;
  /** One sentence; names the path or host, never credentials. */
  readonly reason: string;
  /** System error code. */
  readonly code: string | null;
}

/** Of node's HTTP parser. */
const NOT_HTTP = 'HPE_';

/** The system's code and words; of several addresses tried (localhost as IPv6 and IPv4) those of the last. */
function systemError(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return systemError(error.errors.at(-1));
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  return { code: 'code' in error && typeof error.code === 'string' ? error.code : '', message: error.message };
}

export function failureOf(error: unknown, target: Target): Failure {
  if (error instanceof EngineError) return { state: stateOfKind(error), reason: error.message, code: error.code };
  const { code, message } = systemError(error);
  const place = placeOf(target);
  const failure = (state: Failure['state'], reason: string): Failure => ({ state, reason, code: code || null });
  const tls = isLocal(target) ? null : tlsFailure(code, message);
  if (tls !== null) return failure('tls-problem', say('No secure connection to {place}: {tls}.', { place, tls }));
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return failure('absent', say('There is no socket at {place}.', { place }));
    case 'ECONNREFUSED':
      return failure('refused', say('Nothing listens at {place}: connection refused.', { place }));
    case 'ENOTSOCK':
      return failure('refused', say('{place} is not a socket.', { place }));
    case 'EACCES':
    case 'EPERM':
      return failure(
        'permission-denied',
        say('Your user may not use {place} (a new group counts from the next login on).', { place }),
      );
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return failure('refused', say('The connection to {place} broke.', { place }));
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return failure('refused', say('The host name of {place} cannot be resolved.', { place }));
    // A local socket whose queue of connections is full.
    case 'EAGAIN':
    case 'ETIMEDOUT':
    case 'EHOSTDOWN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return failure('not-responding', say('{place} does not answer.', { place }));
    default:
      if (code.startsWith(NOT_HTTP))
        return failure('failed', say('What answers at {place} is not a container engine.', { place }));
      return failure(
        'failed',
        say('No connection to {place}: {value}.', { place, value: code === '' ? message : code }),
      );
  }
}

const stateOfKind = (error: EngineError): Failure['state'] => (error.kind === 'timeout' ? 'not-responding' : 'failed');

/** As the client throws it. An EngineError stays what it is. */
export const toEngineError = (error: unknown, target: Target): EngineError => {
  if (error instanceof EngineError) return error;
  const { reason, code } = failureOf(error, target);
  return new EngineError('unreachable', reason, null, code);
};
