import * as v from 'valibot';
import { engineErrors, errors as named } from './errors';
import { stream, unary } from './procedure';
import { rowChange } from './rows';
import { transferTicket } from './transfers';

/** Most containers that are named for one image; the rest are counted. */
export const IMAGE_USERS_LIMIT = 20;
/** Most images that are saved into one tar. */
export const SAVE_LIMIT = 200;

const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300));
const reference = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024));

const imageUser = v.object({
  id: v.string(),
  name: v.string(),
  /** Running or paused. */
  running: v.boolean(),
});

/** One line of the list. All strings are the engine's and hostile, cut to `ROW_TEXT_LIMIT`. */
export const imageRow = v.object({
  /** `sha256:...` */
  id: v.string(),
  /** `repository:tag` */
  tags: v.array(v.string()),
  /** `repository@sha256:...` */
  digests: v.array(v.string()),
  /** ms since the epoch, as its maker says; null: nothing is said. */
  created: v.nullable(v.number()),
  /** All of its layers, bytes. */
  size: v.number(),
  /** Id of the image it was built on; '': not told, as of all that was pulled. */
  parent: v.string(),
  labels: v.record(v.string(), v.string()),
  /** At most `IMAGE_USERS_LIMIT`; Slipway's own are left out. */
  usedBy: v.array(imageUser),
  moreUsers: v.number(),
  /** Somebody's way back: it holds what was in a container that is in the bin, or was edited. */
  kept: v.boolean(),
});
export type ImageRow = v.InferOutput<typeof imageRow>;

export const imageSizes = v.object({
  /** When the measuring began, ms since the epoch by this machine's clock, and how long it took. */
  measuredAt: v.number(),
  durationMs: v.number(),
  /** Bytes of the layers that other images have too; null: the engine does not say. */
  shared: v.array(v.object({ id: v.string(), bytes: v.nullable(v.number()) })),
});
export type ImageSizes = v.InferOutput<typeof imageSizes>;

const imagePlatform = v.object({
  id: v.string(),
  /** `linux`; '': not told. */
  os: v.string(),
  architecture: v.string(),
  variant: v.string(),
});
export type ImagePlatform = v.InferOutput<typeof imagePlatform>;

/** One step of how an image was made, the newest first. Strings are hostile. */
export const historyStep = v.object({
  /** Of the image it made; '': not on this engine. */
  id: v.string(),
  created: v.nullable(v.number()),
  createdBy: v.string(),
  comment: v.string(),
  tags: v.array(v.string()),
  /** Bytes of its layer; 0: it only changed the configuration. */
  size: v.number(),
});
export type HistoryStep = v.InferOutput<typeof historyStep>;

const other = v.object({ id: v.string(), name: v.string() });

/** What a removal would do to one image, as the engine has it at this moment. */
export const imageFate = v.object({
  id: v.string(),
  name: v.string(),
  /** Every name it loses. */
  names: v.array(v.string()),
  /**
   * `goes`; `forced`: containers that do not run use it, so only by force; `running`: stays, as containers run on it;
   * `parent`: only its names go, as images that stay are built on it; `gone`: it is not there any more.
   */
  fate: v.picklist(['goes', 'forced', 'running', 'parent', 'gone']),
  usedBy: v.array(imageUser),
  moreUsers: v.number(),
  /** Those built on it that stay. */
  children: v.array(other),
  moreChildren: v.number(),
  kept: v.boolean(),
});
export type ImageFate = v.InferOutput<typeof imageFate>;

/** What is removed. `names`: as they were told; an image with others by now is left alone. */
const removalTarget = v.object({ id, names: v.array(reference) });
export type RemovalTarget = v.InferOutput<typeof removalTarget>;

export const imageRemoval = v.object({
  id: v.string(),
  /** `untagged`: its names are gone and it is not, as others are built on it. `skipped`: not begun when it was cancelled. */
  outcome: v.picklist(['removing', 'done', 'untagged', 'failed', 'skipped']),
  /** On failure the engine's own words, or ours. */
  message: v.string(),
  /** Images, its own and those it was built on, that are gone. */
  deleted: v.number(),
});
export type ImageRemoval = v.InferOutput<typeof imageRemoval>;

export const imageWork = v.object({
  id: v.string(),
  kind: v.picklist(['save', 'load', 'import']),
  /** The file. */
  file: v.string(),
  state: v.picklist(['running', 'done', 'failed', 'cancelled']),
  /** What is done at the moment; when it is over: what came of it, or was left. Hostile. */
  note: v.string(),
  /** Of the file, as they passed. */
  bytes: v.number(),
  total: v.nullable(v.number()),
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  /** Of a failed one: an error as calls throw it. */
  failure: v.nullable(v.object({ code: v.string(), message: v.string(), data: v.unknown() })),
});
export type ImageWork = v.InferOutput<typeof imageWork>;

const fileName = v.pipe(v.string(), v.maxLength(1024));
const size = v.pipe(v.number(), v.integer(), v.minValue(0));
const saveWish = v.object({
  /** Names, or ids of those without one. */
  images: v.pipe(v.array(reference), v.minLength(1), v.maxLength(SAVE_LIMIT)),
});
const importWish = v.object({
  file: fileName,
  size,
  /** '': without a name. */
  reference: v.pipe(v.string(), v.maxLength(1024)),
  message: v.pipe(v.string(), v.maxLength(4096)),
  /** Instructions of a Dockerfile: `CMD ["sh"]`. */
  changes: v.pipe(v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096))), v.maxLength(100)),
});
export type ImageImportWish = v.InferOutput<typeof importWish>;

/** What there is a docker CLI line for. */
const cliWish = v.variant('action', [
  v.object({ action: v.literal('remove'), names: v.array(v.string()), force: v.boolean() }),
  v.object({ action: v.literal('tag'), image: v.string(), reference: v.string() }),
  v.object({ action: v.literal('save'), images: v.array(v.string()) }),
  v.object({ action: v.literal('load'), file: v.string() }),
  v.object({ action: v.literal('import'), ...importWish.entries }),
]);
export type ImageCliWish = v.InferOutput<typeof cliWish>;

const errors = { ...engineErrors, IMAGE_FAULT: named.IMAGE_FAULT };
const byId = v.object({ id });
const ids = v.object({ ids: v.pipe(v.array(id), v.minLength(1), v.maxLength(20_000)) });

export const images = {
  watch: stream(v.void(), rowChange(imageRow), {}),
  /** Measured now: the engine walks through all layers, which may take minutes. */
  sizes: unary(v.void(), imageSizes, engineErrors),
  /** Of those that are there and say so. */
  platforms: unary(
    v.object({ ids: v.pipe(v.array(id), v.minLength(1), v.maxLength(200)) }),
    v.array(imagePlatform),
    engineErrors,
  ),
  /** The engine's `/images/{id}/json` as JSON text, unchanged. */
  inspect: unary(byId, v.object({ json: v.string() }), engineErrors),
  history: unary(byId, v.array(historyStep), engineErrors),
  /** What removing all of these would do. */
  plan: unary(ids, v.array(imageFate), engineErrors),
  /** One by one; cancelling begins no more of them. `force`: also where containers that do not run use it. */
  remove: stream(
    v.object({ targets: v.pipe(v.array(removalTarget), v.minLength(1), v.maxLength(20_000)), force: v.boolean() }),
    imageRemoval,
    engineErrors,
  ),
  /** IMAGE_FAULT `name-taken` unless `replace`. */
  tag: unary(v.object({ id, reference, replace: v.boolean() }), v.void(), errors),
  /** IMAGE_FAULT `last-name` where the image itself would go. */
  untag: unary(v.object({ id, reference }), v.void(), errors),
  cli: unary(cliWish, v.string(), {}),
  save: unary(saveWish, transferTicket, errors),
  load: unary(v.object({ file: fileName, size }), transferTicket, errors),
  import: unary(importWish, transferTicket, errors),
  /** The newest last; of those that are over the last few. */
  work: stream(v.void(), v.array(imageWork), {}),
  cancel: unary(v.object({ id: v.string() }), v.void(), {}),
  /** Of a work that is over. */
  dismiss: unary(v.object({ id: v.string() }), v.void(), {}),
} as const;
