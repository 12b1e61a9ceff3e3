import type { RegistryFaultData, RegistryFaultKind } from '../../contract/registry-fault';
import { redacted } from './redact';

/**
 * What engines say of registries, in the words of Go's libraries and of the registries themselves. The first that matches
 * counts: a message often names a status within a sentence about something else.
 */
const WORDS: readonly (readonly [RegExp, RegistryFaultKind])[] = [
  [/no space left on device|disk quota exceeded/i, 'disk-full'],
  [/toomanyrequests|too many requests|\b429\b|pull rate limit/i, 'rate-limited'],
  [/x509: certificate has expired/i, 'tls-expired'],
  [
    /x509: certificate is valid for|doesn't contain any IP SANs|legacy Common Name|x509: certificate is not valid for/i,
    'tls-wrong-host',
  ],
  [/x509: certificate signed by unknown authority|certificate is not trusted/i, 'tls-unknown-authority'],
  [/server gave HTTP response to HTTPS client|first record does not look like a TLS handshake/i, 'not-tls'],
  [/TLS handshake timeout/i, 'timeout'],
  [/x509:|remote error: tls:|\btls: /i, 'tls'],
  [/no such host|server misbehaving|failure in name resolution/i, 'dns'],
  [/connection refused/i, 'refused'],
  [/i\/o timeout|deadline exceeded|Client\.Timeout|request canceled while waiting|\btimed? ?out\b/i, 'timeout'],
  [
    /network is unreachable|no route to host|connection reset by peer|broken pipe|unexpected EOF|: EOF$/i,
    'unreachable',
  ],
  [/pull access denied/i, 'not-found'],
  [/\bdenied\b|403 Forbidden|status: 403/i, 'forbidden'],
  [
    /unauthorized|no basic auth credentials|authentication required|incorrect username or password|\b401\b/i,
    'unauthorized',
  ],
  [
    /manifest unknown|name unknown|blob unknown|repository .* not found|manifest for .* not found|status: 404/i,
    'not-found',
  ],
  [/unexpected HTTP status: 5\d\d|status: 5\d\d|\b50[0234] (?:Internal|Bad|Service|Gateway)/i, 'unavailable'],
  [/\bunsupported\b/i, 'unsupported'],
];

const STATUS = /(?:status|code):?\s*([45]\d\d)\b|\b([45]\d\d) [A-Z]/;
/** As Docker Hub, and engines, say it: `Retry-After: 30`, `retry after 30s`. */
const RETRY = /retry[- ]after:?\s*(\d{1,7})/i;

/** What an engine says of a registry, as the same fault by which we tell of our own requests; null: it is of something else. */
export function faultOfEngineWords(
  message: string,
  registry: string,
  secrets: readonly string[] = [],
): RegistryFaultData | null {
  const kind = WORDS.find(([pattern]) => pattern.test(message))?.[1];
  if (kind === undefined) return null;
  const [, first, second] = STATUS.exec(message) ?? [];
  const status = first ?? second;
  const wait = RETRY.exec(message)?.[1];
  return {
    ...{ kind, registry, detail: redacted(message, secrets) },
    status: status === undefined ? null : Number(status),
    retryAfterSeconds: wait === undefined ? null : Number(wait),
  };
}
