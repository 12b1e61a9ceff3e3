import * as v from 'valibot';

/**
 * Why an image was not pulled or pushed, as far as it can be told: the engine wraps what the registry said in one sentence.
 * - `login`: who asks is not known there (401); `denied`: known, and not allowed (403); `denied-or-missing`: the registry does
 *   not tell these from an image that is not there
 * - `not-found`: no such image or tag there; `no-platform`: not for this platform; `not-local`: the engine has no image to push
 * - `rate-limited`: too many requests (429); `registry-trouble`: it answered with an error of its own (5xx)
 * - `unknown-authority`, `expired`, `wrong-host`: its TLS certificate; `plain-http`: it speaks no TLS at all
 * - `dns`: no address for its name; `no-connection`: refused, or no route; `timeout`; `broken-off`: the registry's connection
 *   ended amid the work; `not-a-registry`: what answers speaks another language
 * - `damaged`: what came is not what was announced; `disk-full`: of the engine's machine; `bad-reference`: no image can be
 *   called that
 * - `engine`: the engine itself was out of reach, or went away amid the work; `other`: none of these
 */
export const pullFaultKind = v.picklist([
  ...(['login', 'denied', 'denied-or-missing', 'not-found', 'no-platform', 'not-local'] as const),
  ...(['rate-limited', 'registry-trouble', 'unknown-authority', 'expired', 'wrong-host', 'plain-http'] as const),
  ...(['dns', 'no-connection', 'timeout', 'broken-off', 'not-a-registry', 'damaged', 'disk-full'] as const),
  ...(['bad-reference', 'engine', 'other'] as const),
]);
export type PullFaultKind = v.InferOutput<typeof pullFaultKind>;

export const pullFault = v.object({
  kind: pullFaultKind,
  /** The engine's own words, without credentials; hostile. */
  message: v.string(),
  /** When the registry wants to be asked again, ms since the epoch by this machine's clock; null: nobody said. */
  retryAt: v.nullable(v.number()),
});
export type PullFault = v.InferOutput<typeof pullFault>;
