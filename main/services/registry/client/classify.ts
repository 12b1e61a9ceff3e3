import type { RegistryFaultKind } from '../../../contract/registry-fault';
import { list, record, text } from '../../engine/loose';
import { fault, RegistryFault } from '../faults';
import { redacted } from '../redact';
import { type Answer, TooLarge, TooLate } from './exchange';

const BY_CODE: Readonly<Record<string, RegistryFaultKind>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-unknown-authority',
  CERT_SIGNATURE_FAILURE: 'tls-unknown-authority',
  CERT_UNTRUSTED: 'tls-unknown-authority',
  CERT_HAS_EXPIRED: 'tls-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-wrong-host',
  CERT_NOT_YET_VALID: 'tls',
  CERT_REVOKED: 'tls',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  HPE_HEADER_OVERFLOW: 'too-large',
};

const NOT_TLS = /wrong version number|packet length too long|http request/i;

const systemError = (error: unknown): { readonly code: string; readonly message: string } => {
  // Of several addresses tried, those of the last.
  if (error instanceof AggregateError && error.errors.length > 0) return systemError(error.errors.at(-1));
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  return { code: 'code' in error && typeof error.code === 'string' ? error.code : '', message: error.message };
};

function kindOf(error: unknown): RegistryFaultKind {
  if (error instanceof TooLarge) return 'too-large';
  if (error instanceof TooLate) return 'timeout';
  const { code, message } = systemError(error);
  const known = BY_CODE[code];
  if (known !== undefined) return known;
  if (NOT_TLS.test(`${code.replaceAll('_', ' ')} ${message}`)) return 'not-tls';
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_OSSL_') || code.startsWith('ERR_TLS_'))
    return 'tls';
  return code.startsWith('HPE_') ? 'malformed' : 'unreachable';
}

/** Of a request that got no answer. */
export function failureToFault(error: unknown, registry: string, secrets: readonly string[]): RegistryFault {
  if (error instanceof RegistryFault) return error;
  const { code, message } = systemError(error);
  const plain = code !== '' && BY_CODE[code] !== undefined;
  return fault(kindOf(error), registry, { detail: plain ? code : redacted(message, secrets) });
}

/** `Retry-After` is seconds, or a date. */
export function retryAfter(value: string | undefined, now: number = Date.now()): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value.trim());
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}

function kindOfStatus(status: number): RegistryFaultKind {
  if (status >= 500) return 'unavailable';
  const known: Readonly<Record<number, RegistryFaultKind>> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not-found',
    405: 'unsupported',
    429: 'rate-limited',
  };
  return known[status] ?? 'refused-request';
}

/** The registry's own words: `errors[].message`, or what a proxy in front of it wrote. */
function wordsOf({ body }: Answer): string {
  const raw = body.subarray(0, 4096).toString('utf8');
  try {
    const said = record(JSON.parse(raw));
    const errors = list(said.errors).map((each) => text(record(each).message) || text(record(each).code));
    return errors.filter((each) => each !== '').join('; ') || text(said.message) || text(said.details);
  } catch {
    // A page of HTML says nothing to anybody.
    return /^\s*</.test(raw) ? '' : raw.trim();
  }
}

/** Of an answer that is none of those hoped for. */
export function answerToFault(answer: Answer, registry: string, secrets: readonly string[]): RegistryFault {
  const { status, headers } = answer;
  const unsupported = /"code"\s*:\s*"UNSUPPORTED"/.test(answer.body.subarray(0, 4096).toString('utf8'));
  return fault(unsupported ? 'unsupported' : kindOfStatus(status), registry, {
    status,
    retryAfterSeconds: retryAfter(headers['retry-after']),
    detail: redacted(wordsOf(answer), secrets),
  });
}
