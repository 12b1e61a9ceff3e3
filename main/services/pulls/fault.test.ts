import { expect, test } from 'vitest';
import type { PullFaultKind } from '../../contract/pull-fault';
import { EngineError } from '../engine/types';
import { faultKind, pullFaultOf } from './fault';

const GET = 'Get "https://registry.example:5443/v2/"';

// All but the marked ones were said by a dockerd 20.10 about registries that did so.
const MESSAGES: readonly (readonly [message: string, kind: PullFaultKind])[] = [
  ['unauthorized: authentication required', 'login'],
  ['unauthorized', 'login'],
  ['Head "http://127.0.0.1:6002/v2/x/manifests/1": no basic auth credentials', 'login'],
  ['Head "http://127.0.0.1:6003/v2/x/manifests/1": unauthorized: incorrect username or password', 'login'],
  ['denied: requested access to the resource is denied', 'denied'],
  ['error parsing HTTP 403 response body: invalid character \'p\' looking for beginning of value: "plain"', 'denied'],
  [
    "pull access denied for 127.0.0.1:6001/x, repository does not exist or may require 'docker login': denied: no",
    'denied-or-missing',
  ],
  ['manifest for 127.0.0.1:5000/team/big:nosuch not found: manifest unknown: manifest unknown', 'not-found'],
  ['manifest unknown: manifest unknown', 'not-found'],
  [
    'error parsing HTTP 404 response body: invalid character \'p\' looking for beginning of value: "plain"',
    'not-found',
  ],
  ['toomanyrequests: You have reached your pull rate limit.', 'rate-limited'],
  ['error parsing HTTP 429 response body: invalid character \'p\' looking for beginning of value: ""', 'rate-limited'],
  ['received unexpected HTTP status: 500 Internal Server Error', 'registry-trouble'],
  ['received unexpected HTTP status: 507 Insufficient Storage', 'registry-trouble'],
  [
    'error pulling image configuration: download failed after attempts=6: received unexpected HTTP status: 503 Service Unavailable',
    'registry-trouble',
  ],
  [`${GET}: x509: certificate signed by unknown authority`, 'unknown-authority'],
  [
    `${GET}: x509: certificate has expired or is not yet valid: current time 2026-11-22T05:29:56Z is after 2020-01-02T00:00:00Z`,
    'expired',
  ],
  [`${GET}: x509: cannot validate certificate for 10.99.0.1 because it doesn't contain any IP SANs`, 'wrong-host'],
  [`${GET}: http: server gave HTTP response to HTTPS client`, 'plain-http'],
  [
    `${GET}: dial tcp: lookup nosuch.invalid on 10.0.0.53:53: dial udp 10.0.0.53:53: connect: network is unreachable`,
    'dns',
  ],
  [`${GET}: dial tcp 127.0.0.1:5999: connect: connection refused`, 'no-connection'],
  [`${GET}: dial tcp 10.1.2.3:5000: connect: network is unreachable`, 'no-connection'],
  [`${GET}: net/http: request canceled (Client.Timeout exceeded while awaiting headers)`, 'timeout'],
  [`${GET}: net/http: TLS handshake timeout`, 'timeout'],
  [`${GET}: read tcp 127.0.0.1:39692->127.0.0.1:6021: read: connection reset by peer`, 'broken-off'],
  ["error unmarshalling content: invalid character '<' looking for beginning of value", 'not-a-registry'],
  ['write /var/lib/docker/tmp/GetImageBlob97710631: no space left on device', 'disk-full'],
  ['An image does not exist locally with the tag: 127.0.0.1:5000/team/none', 'not-local'],
  ['invalid reference format: repository name must be lowercase', 'bad-reference'],
  ['"foo": unknown operating system or architecture: invalid argument', 'no-platform'],
  // From the sources of later engines, and of Go's TLS.
  ['no matching manifest for linux/arm64/v8 in the manifest list entries', 'no-platform'],
  [`${GET}: x509: certificate is valid for other.example, not registry.example`, 'wrong-host'],
  [`${GET}: tls: failed to verify certificate: x509: certificate signed by unknown authority`, 'unknown-authority'],
  [`${GET}: dial tcp: lookup nosuch.invalid: no such host`, 'dns'],
  ['failed to register layer: write /usr/lib/x: no space left on device', 'disk-full'],
  ['filesystem layer verification failed for digest sha256:00', 'damaged'],
  ['unexpected EOF', 'broken-off'],
  ['something that nobody has heard of', 'other'],
];

test.each(MESSAGES)('%s', (message, kind) => {
  expect(faultKind(message)).toBe(kind);
});

const refused = (message: string): EngineError => new EngineError('refused', message, 500);

test.each([
  ['toomanyrequests: slow down. retry-after: 30s', 30_000],
  ['toomanyrequests: retry-after: 54.3µs, allowed: 44000/minute', 1],
  ['error parsing HTTP 429 response body: Retry-After: 7', 7_000],
  ['toomanyrequests: enough', null],
  ['manifest unknown: retry-after: 30s', null],
])('when to ask again: %s', (message, after) => {
  expect(pullFaultOf(refused(message), 1000).retryAt).toBe(after === null ? null : 1000 + after);
});

test('the engine itself', () => {
  const fault = pullFaultOf(new EngineError('unreachable', 'aborted'), 0);
  expect(fault).toEqual({ kind: 'engine', message: 'aborted', retryAt: null });
});
