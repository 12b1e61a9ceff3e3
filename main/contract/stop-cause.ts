import * as v from 'valibot';

/** Why the engine could not start a container, recognised in its words. Strings are cut out of them, and hostile. */
export const startFailure = v.variant('kind', [
  v.object({ kind: v.literal('port-in-use'), hostIp: v.string(), port: v.number() }),
  v.object({ kind: v.literal('port-forbidden'), port: v.number() }),
  v.object({ kind: v.literal('mount-source-missing'), path: v.string() }),
  v.object({ kind: v.literal('mount-kinds-differ'), path: v.string() }),
  v.object({ kind: v.literal('exec-format'), command: v.string() }),
  v.object({ kind: v.literal('command-not-found'), command: v.string() }),
  v.object({ kind: v.literal('interpreter-not-found'), command: v.string() }),
  v.object({ kind: v.literal('command-not-permitted'), command: v.string() }),
  v.object({ kind: v.literal('work-dir'), path: v.string() }),
  v.object({ kind: v.literal('no-such-user'), user: v.string() }),
  v.object({ kind: v.literal('no-such-network'), network: v.string() }),
  v.object({ kind: v.literal('device-missing'), device: v.string() }),
  v.object({ kind: v.literal('no-gpu') }),
  v.object({ kind: v.literal('no-space') }),
  v.object({ kind: v.literal('memory-too-small') }),
  v.object({ kind: v.literal('other') }),
]);
export type StartFailure = v.InferOutput<typeof startFailure>;

/**
 * What was told of who stopped it. `none`: events were followed and no request to stop it was among them. `not-observed`:
 * nobody looked at that time, so it is not known.
 */
const witness = v.picklist(['none', 'not-observed']);

/** Why a container is not running, or not well. */
export const stopCause = v.variant('kind', [
  v.object({ kind: v.literal('running') }),
  v.object({ kind: v.literal('unhealthy'), streak: v.number() }),
  v.object({ kind: v.literal('never-started') }),
  v.object({ kind: v.literal('start-failed'), code: v.nullable(v.number()), failure: startFailure }),
  /** `whole`: the main process itself was killed; else one below it was, and what it did then is its own doing. */
  v.object({ kind: v.literal('oom'), code: v.number(), whole: v.boolean(), limitBytes: v.nullable(v.number()) }),
  v.object({
    kind: v.literal('stopped'),
    code: v.number(),
    /** `unknown`: through the engine, before this Slipway was started. */
    by: v.picklist(['slipway', 'other', 'unknown']),
    how: v.picklist(['stop', 'restart', 'kill', 'remove']),
    /** Of the signal it was sent first; null: not told. */
    signal: v.nullable(v.string()),
    /** It did not end in time, and SIGKILL ended it. */
    forced: v.boolean(),
  }),
  v.object({ kind: v.literal('engine-ended'), code: v.number() }),
  v.object({ kind: v.literal('signal'), code: v.number(), signal: v.string(), witness }),
  v.object({ kind: v.literal('exit'), code: v.number(), witness }),
  v.object({ kind: v.literal('dead') }),
  v.object({ kind: v.literal('unknown') }),
]);
export type StopCause = v.InferOutput<typeof stopCause>;

const cli = v.string();

/** What to try next. `cli` is a docker CLI line to copy, quoted. */
export const advice = v.variant('kind', [
  v.object({ kind: v.literal('start'), cli }),
  v.object({ kind: v.literal('stop-loop'), cli }),
  v.object({ kind: v.literal('restart'), cli }),
  v.object({ kind: v.literal('debug-shell'), cli }),
  v.object({ kind: v.literal('shell-inside'), cli }),
  v.object({ kind: v.literal('logs'), cli }),
  v.object({ kind: v.literal('raise-memory'), cli, from: v.number(), to: v.number() }),
  v.object({ kind: v.literal('port-holder'), port: v.number(), id: v.string(), name: v.string() }),
  v.object({ kind: v.literal('find-port-holder'), port: v.number(), cli }),
  v.object({ kind: v.literal('pull-platform'), cli, image: v.string(), wanted: v.string(), has: v.string() }),
  v.object({ kind: v.literal('mounts') }),
  v.object({ kind: v.literal('health') }),
]);
export type Advice = v.InferOutput<typeof advice>;
