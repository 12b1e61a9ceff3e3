import * as v from 'valibot';
import { engineErrors, errors } from './errors';
import { stream, unary } from './procedure';
import { rowChange } from './rows';

const HOURS = 24;
const MAX_BYTES = 10_000_000_000;

export const binSettings = v.object({
  /** Whether a deletion offers to keep what is deleted, as its default. */
  enabled: v.fallback(v.boolean(), true),
  /** How long something stays. */
  hours: v.fallback(v.pipe(v.number(), v.minValue(1), v.maxValue(24 * 365)), HOURS),
  /** Of all that is in it together; the oldest go first. */
  maxBytes: v.fallback(v.pipe(v.number(), v.minValue(1_000_000), v.maxValue(1e15)), MAX_BYTES),
});
export type BinSettings = v.InferOutput<typeof binSettings>;

/** One deleted thing. Strings are the engine's and hostile; times are ms since the epoch by this machine's clock. */
export const binRow = v.object({
  /** Names it in the bin. */
  key: v.string(),
  kind: v.picklist(['container', 'volume']),
  name: v.string(),
  /** Of a container; '' of a volume. */
  image: v.string(),
  deletedAt: v.number(),
  goesAt: v.number(),
  /** Of the writable layer, or of the volume's content as it was copied. */
  sizeBytes: v.number(),
  /** Volumes without a name of their own, which go with the container. */
  anonymousVolumes: v.array(v.string()),
});
export type BinRow = v.InferOutput<typeof binRow>;

export const binRestored = v.object({
  /** Id of the container, name of the volume. */
  id: v.string(),
  /** What is not as it was, in words. */
  warnings: v.array(v.string()),
});
export type BinRestored = v.InferOutput<typeof binRestored>;

const key = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/));

export const bin = {
  watch: stream(v.void(), rowChange(binRow), {}),
  /** `name`: another one than it had; ''. It is started again where it ran. */
  restore: unary(v.object({ key, name: v.optional(v.string(), '') }), binRestored, {
    ...engineErrors,
    BIN_NAME_TAKEN: errors.BIN_NAME_TAKEN,
    BIN_GONE: errors.BIN_GONE,
  }),
  /** Deletes them for good. */
  purge: unary(v.object({ keys: v.pipe(v.array(key), v.minLength(1), v.maxLength(10_000)) }), v.void(), engineErrors),
  /** What would have to go, oldest first, for so many bytes more; `fits`: whether they could be kept at all. */
  forecast: unary(
    v.object({ bytes: v.number() }),
    v.object({ fits: v.boolean(), leaving: v.array(v.string()) }),
    engineErrors,
  ),
} as const;
