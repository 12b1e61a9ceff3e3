import * as v from 'valibot';
import { stream } from './procedure';

/** Something Slipway did at the user's wish, as the docker CLI line that does the same. */
export const commandEntry = v.object({
  /** Rises by one each. */
  seq: v.number(),
  /** ms since the epoch, this machine's clock. */
  startedAt: v.number(),
  durationMs: v.nullable(v.number()),
  command: v.string(),
  outcome: v.picklist(['running', 'done', 'failed', 'unknown']),
  /** The engine's own words on failure. `unknown`: the connection broke before an answer. */
  message: v.string(),
});
export type CommandEntry = v.InferOutput<typeof commandEntry>;

export const commands = {
  /** The last entries (at most 1,000 are kept, in memory only), then each as it is new or changed; same `seq`: replaces. */
  watch: stream(v.void(), v.object({ entries: v.array(commandEntry) }), {}),
} as const;
