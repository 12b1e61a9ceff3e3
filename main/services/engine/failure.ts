import type { CandidateState } from '../../contract/engine';
import { isLocal, placeOf, type Target } from './target';
import { tlsFailure } from './tls-failure';
import { EngineError } from './types';

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
  if (tls !== null) return failure('tls-problem', `No secure connection to ${place}: ${tls}.`);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return failure('absent', `There is no socket at ${place}.`);
    case 'ECONNREFUSED':
      return failure('refused', `Nothing listens at ${place}: connection refused.`);
    case 'ENOTSOCK':
      return failure('refused', `${place} is not a socket.`);
    case 'EACCES':
    case 'EPERM':
      return failure(
        'permission-denied',
        `Your user may not use ${place} (a new group counts from the next login on).`,
      );
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return failure('refused', `The connection to ${place} broke.`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return failure('refused', `The host name of ${place} cannot be resolved.`);
    // A local socket whose queue of connections is full.
    case 'EAGAIN':
    case 'ETIMEDOUT':
    case 'EHOSTDOWN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return failure('not-responding', `${place} does not answer.`);
    default:
      if (code.startsWith(NOT_HTTP)) return failure('failed', `What answers at ${place} is not a container engine.`);
      return failure('failed', `No connection to ${place}: ${code === '' ? message : code}.`);
  }
}

const stateOfKind = (error: EngineError): Failure['state'] => (error.kind === 'timeout' ? 'not-responding' : 'failed');

/** As the client throws it. An EngineError stays what it is. */
export const toEngineError = (error: unknown, target: Target): EngineError => {
  if (error instanceof EngineError) return error;
  const { reason, code } = failureOf(error, target);
  return new EngineError('unreachable', reason, null, code);
};
