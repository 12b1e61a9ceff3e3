import type { PullFault, PullFaultKind } from '../../contract/pull-fault';
import { EngineError } from '../engine/types';
import { withoutCredentials } from '../engine/without-credentials';

/** In this order: what is said last in a message is often the least of it. */
const KINDS: readonly (readonly [RegExp, PullFaultKind])[] = [
  [/no space left on device|disk quota exceeded|not enough space/i, 'disk-full'],
  [/toomanyrequests|too many requests|HTTP 429|status:? 429|rate limit/i, 'rate-limited'],
  [/certificate has expired or is not yet valid/i, 'expired'],
  [/signed by unknown authority|certificate is not trusted|self[- ]signed certificate/i, 'unknown-authority'],
  [
    /certificate is valid for|certificate is not valid for|cannot validate certificate|legacy Common Name/i,
    'wrong-host',
  ],
  [/server gave HTTP response to HTTPS client|does not look like a TLS handshake/i, 'plain-http'],
  [/dial \w+: lookup |no such host|server misbehaving/i, 'dns'],
  [
    /Client\.Timeout|i\/o timeout|deadline exceeded|handshake timeout|connection timed out|waiting for connection/i,
    'timeout',
  ],
  [/connection refused|network is unreachable|no route to host|host is down/i, 'no-connection'],
  [/invalid reference format|invalid tag format|repository name must be|invalid checksum digest/i, 'bad-reference'],
  [
    /no matching manifest|not match the specified platform|unknown operating system|no match for platform/i,
    'no-platform',
  ],
  [/does not exist locally|No such image|tag does not exist/i, 'not-local'],
  [/pull access denied|does not exist or may require|insufficient_scope/i, 'denied-or-missing'],
  [/unauthorized|authentication required|no basic auth credentials|HTTP 401|status:? 401/i, 'login'],
  [/\bdenied\b|forbidden|HTTP 403|status:? 403/i, 'denied'],
  [/(?:manifest|name|blob) unknown|unknown: .*not found|HTTP 404|404 Not Found|manifest .* not found/i, 'not-found'],
  [/verification failed|does not match|mismatch|unexpected (?:size|checksum|digest)|failed precondition/i, 'damaged'],
  [/unexpected HTTP status: 5|HTTP 5\d\d|status:? 5\d\d|status code:? 5\d\d/i, 'registry-trouble'],
  [/\bEOF\b|connection reset|broken pipe|closed network connection|stream error/i, 'broken-off'],
  [/error parsing HTTP|looking for beginning of value|malformed HTTP|missing signature key/i, 'not-a-registry'],
  [/unsupported manifest|unknown manifest|not a supported|media ?type/i, 'not-a-registry'],
];

const RETRY_AFTER = /retry[- ]after:?\s*"?(\d+(?:\.\d+)?)\s*(ns|us|µs|ms|s|m|h)?/i;
const MS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** ms; null: nothing is said of it. Some registries say it in their words, and the engine passes on nothing else. */
export function retryAfterIn(message: string): number | null {
  const [, count, unit = 's'] = RETRY_AFTER.exec(message) ?? [];
  return count === undefined ? null : Number(count) * (MS[unit.toLowerCase()] ?? 1000);
}

/** @param message The engine's. */
export const faultKind = (message: string): PullFaultKind =>
  KINDS.find(([pattern]) => pattern.test(message))?.[1] ?? 'other';

/** The registry had enough of requests, and was asked for how long. Its words are the engine's, unchanged. */
export class LimitedError extends EngineError {
  constructor(
    { message, status }: EngineError,
    /** ms. */
    readonly retryAfterMs: number,
  ) {
    super('refused', message, status);
  }
}

/** Whether the registry had enough of requests. */
export const isLimit = ({ kind, message }: EngineError): boolean =>
  kind === 'refused' && faultKind(message) === 'rate-limited';

const unsaid = (kind: PullFaultKind, message: string): PullFault => ({ kind, message, retryAt: null });

/** What it said itself when it was asked counts more than its words. */
const retryAfterOf = (error: EngineError, message: string): number | null =>
  error instanceof LimitedError ? error.retryAfterMs : retryAfterIn(message);

/** What went wrong, for the user: told from the engine's words, as it has no other way to tell. */
export function pullFaultOf(error: unknown, now: number): PullFault {
  const message = withoutCredentials(error instanceof Error ? error.message : String(error));
  if (!(error instanceof EngineError)) return unsaid('other', message);
  if (error.kind !== 'refused') return unsaid('engine', message);
  const kind = faultKind(message);
  const after = kind === 'rate-limited' || kind === 'registry-trouble' ? retryAfterOf(error, message) : null;
  return { kind, message, retryAt: after === null ? null : now + Math.ceil(after) };
}
