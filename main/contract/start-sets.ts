import * as v from 'valibot';
import { engineErrors } from './errors';
import { stream, unary } from './procedure';
import { rowChange } from './rows';
import { startSetFault } from './start-set-fault';

export const startSetErrors = { START_SET_FAULT: startSetFault } as const;

const word = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(255));
const seconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_400));

export const startSetMember = v.object({
  /** A project by its key in the list of projects (`up` without changes: what is there is started), or a container by its name. */
  kind: v.picklist(['project', 'container']),
  subject: word,
  /** What is waited for before the next one: nothing, that it runs and is healthy (within `seconds`), or `seconds`. */
  then: v.variant('wait', [
    v.object({ wait: v.literal('nothing') }),
    v.object({ wait: v.literal('pause'), seconds }),
    v.object({ wait: v.literal('healthy'), seconds }),
  ]),
});
export type StartSetMember = v.InferOutput<typeof startSetMember>;

export const startSet = v.object({
  id: v.string(),
  name: v.string(),
  members: v.array(startSetMember),
  /**
   * Its containers do not start with the engine: the restart policy of those with `always` or `unless-stopped` is `no` as long as they
   * are held. `on-failure` would not do: at its own start an engine starts also those that ended with a code other than 0, as most do
   * when it stops. So the engine does not restart them after a crash either.
   */
  holdBack: v.boolean(),
});
export type StartSet = v.InferOutput<typeof startSet>;

export const memberProgress = v.object({
  state: v.picklist(['waiting', 'starting', 'settling', 'stopping', 'done', 'failed', 'skipped']),
  /** Why it failed, or what is waited for; hostile, possibly empty. */
  detail: v.string(),
});
export type MemberProgress = v.InferOutput<typeof memberProgress>;

export const startSetRow = v.object({
  ...startSet.entries,
  /** Of each member, in their order: what the engine has of it now. */
  now: v.array(v.object({ state: v.picklist(['running', 'partial', 'stopped', 'missing']), held: v.number() })),
  /** Of what is under way, or was last since Slipway runs; null: nothing. */
  run: v.nullable(
    v.object({
      verb: v.picklist(['start', 'stop']),
      state: v.picklist(['running', 'done', 'failed', 'cancelled']),
      startedAt: v.number(),
      endedAt: v.nullable(v.number()),
      members: v.array(memberProgress),
    }),
  ),
  /** What is wrong with holding back (`detail` of the engine); '': nothing. */
  holdProblem: v.string(),
});
export type StartSetRow = v.InferOutput<typeof startSetRow>;

const byId = v.object({ id: v.string() });

export const startSets = {
  watch: stream(v.void(), rowChange(startSetRow), {}),
  /** `id` null: a new one. Holding back begins and ends with it. */
  save: unary(
    v.object({
      id: v.nullable(v.string()),
      name: word,
      members: v.pipe(v.array(startSetMember), v.maxLength(200)),
      holdBack: v.boolean(),
    }),
    byId,
    { ...engineErrors, ...startSetErrors },
  ),
  /** What it held gets its own restart policy back; what does not (`not-held`), gets it when the engine is next connected. */
  remove: unary(byId, v.void(), { ...engineErrors, ...startSetErrors }),
  /** In order; stops in the reverse order. */
  start: unary(byId, v.void(), { ...engineErrors, ...startSetErrors }),
  stop: unary(byId, v.void(), { ...engineErrors, ...startSetErrors }),
  /** What was started stays started. */
  cancel: unary(byId, v.void(), {}),
} as const;
