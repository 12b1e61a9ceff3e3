import * as v from 'valibot';
import { engineErrors } from './errors';
import { stream, unary } from './procedure';
import { pullFault } from './pull-fault';
import { rowChange } from './rows';

/** Longer than any that a registry takes. */
const reference = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(1024));
/** `linux/arm64/v8`; '': the engine's own. */
const platform = v.pipe(v.string(), v.trim(), v.maxLength(100));

/** Of a pull: from `waiting` to `done` or `exists`; of a push to `pushed`, `exists` or `mounted` (from another repository there). */
export const layerState = v.picklist([
  ...(['waiting', 'retrying', 'downloading', 'verifying', 'downloaded', 'extracting', 'done', 'exists'] as const),
  ...(['pushing', 'pushed', 'mounted'] as const),
]);
export type LayerState = v.InferOutput<typeof layerState>;

export const transferLayer = v.object({
  /** As the engine calls it: the first digits of a digest. */
  id: v.string(),
  state: layerState,
  /** Down or up so far. A pull's are compressed, a push's are not. */
  bytes: v.number(),
  /** null: the engine has not said. */
  total: v.nullable(v.number()),
  /** Of `total`, unpacked; null: it is not being unpacked, or the engine does not say. */
  extracted: v.nullable(v.number()),
});
export type TransferLayer = v.InferOutput<typeof transferLayer>;

/** What the engine has told so far. */
const progressEntries = {
  layers: v.array(transferLayer),
  /** More layers than are listed. */
  more: v.number(),
  /** Of all layers. */
  bytes: v.number(),
  /** Of those whose size is known. */
  total: v.number(),
  /** Layers still to be moved whose size the engine has not told yet. */
  unmeasured: v.number(),
  /** Its last words about the whole; hostile. */
  said: v.string(),
  /** `sha256:…` of the manifest; once the engine tells. */
  digest: v.nullable(v.string()),
  /** Whether the engine has another image now by the name; null: not told. */
  isNew: v.nullable(v.boolean()),
};

/** One pull or push. It goes on when the page is gone. All strings but `id` are hostile. */
export const imageTransfer = v.object({
  id: v.string(),
  kind: v.picklist(['pull', 'push']),
  reference: v.string(),
  platform: v.string(),
  /** What the engine is called that does it. */
  engine: v.string(),
  /** Part of something else, which tells itself how it ended: its end is no news. */
  quiet: v.boolean(),
  state: v.picklist(['running', 'done', 'failed', 'cancelled']),
  ...progressEntries,
  /** Bytes a second by the engine's count, smoothed over a few seconds; null: not running, or not known yet. */
  rate: v.nullable(v.number()),
  /** Of moving bytes; unpacking comes on top. null: not known. */
  secondsLeft: v.nullable(v.number()),
  /** What to know of its end beside all this; '': nothing. */
  note: v.string(),
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  failure: v.nullable(pullFault),
});
export type ImageTransfer = v.InferOutput<typeof imageTransfer>;

const pullWish = v.object({ reference, platform });
export type PullWish = v.InferOutput<typeof pullWish>;

const pushWish = v.object({
  /** What the engine has: a tag or an id. */
  image: reference,
  /** The tag that is pushed; another one than `image` is made first. */
  reference,
});
export type PushWish = v.InferOutput<typeof pushWish>;

/** Pulls are begun together; more at a time would only wait for each other. */
const PULLS_AT_ONCE = 20;

/** Whether a tag that containers use means another image in its registry by now. */
export const imageCheck = v.object({
  /** As the containers were made with; hostile, as the registry is. */
  reference: v.string(),
  registry: v.string(),
  /** Containers made with it, and those of them that still run an older image than the engine has by this tag. */
  users: v.number(),
  older: v.number(),
  /** `local`: it never was in a registry, as far as the engine knows; `unknown`: not asked, or no answer. */
  result: v.picklist(['newer', 'current', 'local', 'unknown']),
  /** When the registry last answered or failed to, ms since the epoch by this machine's clock; null: it was not asked. */
  checkedAt: v.nullable(v.number()),
  /** The registry's, `sha256:…`. */
  digest: v.nullable(v.string()),
  failure: v.nullable(pullFault),
});
export type ImageCheck = v.InferOutput<typeof imageCheck>;

export const checkRun = v.object({
  /** How far the check under way is; null: there is none. */
  progress: v.nullable(v.object({ done: v.number(), of: v.number() })),
  /** Why the last one could not begin, in words; '': it could. */
  problem: v.string(),
});
export type CheckRun = v.InferOutput<typeof checkRun>;

export const pullsSettings = v.object({
  /** Look once a day, while somebody sees Slipway, for newer images of the tags in use. */
  dailyCheck: v.fallback(v.boolean(), false),
});

const byId = v.object({ id: v.string() });

/** What there are docker CLI lines for. */
const cliWish = v.variant('kind', [
  v.object({ kind: v.literal('pull'), pulls: v.array(v.object({ reference: v.string(), platform: v.string() })) }),
  v.object({ kind: v.literal('push'), image: v.string(), reference: v.string() }),
]);
export type PullsCliWish = v.InferOutput<typeof cliWish>;

export const pulls = {
  /** Those that run, and the last that ended; a running one is told a few times a second. */
  watch: stream(v.void(), rowChange(imageTransfer), {}),
  /** One id each; of one that is being pulled already its own. How it ends is told by `watch`. */
  pull: unary(
    v.object({ pulls: v.pipe(v.array(pullWish), v.nonEmpty(), v.maxLength(PULLS_AT_ONCE)) }),
    v.object({ ids: v.array(v.string()) }),
    {},
  ),
  push: unary(pushWish, byId, {}),
  /** Closes the request; the engine may throw away what is not finished. */
  cancel: unary(byId, v.void(), {}),
  /** Asks the engine once more, from the beginning: what it still has of it, it says so. Takes the old one's place. */
  retry: unary(byId, v.object({ id: v.nullable(v.string()) }), {}),
  /** Out of the list; without `id` all that are over. */
  dismiss: unary(v.object({ id: v.nullable(v.string()) }), v.void(), {}),
  cli: unary(cliWish, v.object({ lines: v.array(v.string()) }), {}),
  /** Tags that the engine has. */
  localTags: unary(v.void(), v.object({ tags: v.array(v.string()) }), engineErrors),
  /** Of all tags that containers of the engine in use were made with; asks no registry. */
  checks: stream(v.void(), rowChange(imageCheck), {}),
  checking: stream(v.void(), checkRun, {}),
  /** Asks the registries for these, or for all; one check at a time. Resolves when it has begun. */
  check: unary(v.object({ references: v.nullable(v.array(v.string())) }), v.void(), {}),
  cancelCheck: unary(v.void(), v.void(), {}),
} as const;
