import * as v from 'valibot';
import { engineErrors, errors } from './errors';
import { stream, unary } from './procedure';
import { rowChange } from './rows';
import { transferTicket } from './transfers';

/** Bringing over from another engine. Strings are the engines' and hostile, but for notes and problems, which hold such. */

const place = v.object({ key: v.string(), name: v.string(), version: v.string(), platform: v.string() });

export const foundImage = v.object({
  id: v.string(),
  /** Its tags; none: it has no name. */
  names: v.array(v.string()),
  /** All of its layers, as the engine counts them; and what it shares with other images there (null: not told). */
  bytes: v.number(),
  sharedBytes: v.nullable(v.number()),
  /** `linux/arm64` */
  platform: v.string(),
  /** It is for the target's processor. */
  fits: v.boolean(),
  /** `same`: it is there by all its names. `names`: it is there, but not by all. */
  state: v.picklist(['new', 'same', 'names']),
  /** Names that mean another image there. */
  taken: v.array(v.string()),
});
export type FoundImage = v.InferOutput<typeof foundImage>;

export const foundVolume = v.object({
  name: v.string(),
  driver: v.string(),
  /** null: the engine cannot tell. */
  bytes: v.nullable(v.number()),
  anonymous: v.boolean(),
  /**
   * `taken`: there is one of that name. `verified`: it was brought over and compared already. `unfinished`: a run that broke off
   * left a part of it.
   */
  state: v.picklist(['new', 'taken', 'verified', 'unfinished']),
  /** Containers there that use it and run: it may change while it is read. */
  runningUsers: v.array(v.string()),
  /** What becomes of it that is not what it was; '': nothing. */
  remark: v.string(),
});
export type FoundVolume = v.InferOutput<typeof foundVolume>;

export const foundNetwork = v.object({
  id: v.string(),
  name: v.string(),
  driver: v.string(),
  subnets: v.array(v.string()),
  state: v.picklist(['new', 'same', 'taken']),
  /** Networks of the target whose addresses overlap. */
  overlaps: v.array(v.string()),
  /** Why it cannot be made there; '': it can. */
  problem: v.string(),
});
export type FoundNetwork = v.InferOutput<typeof foundNetwork>;

export const preflight = v.object({
  source: place,
  target: place,
  images: v.array(foundImage),
  volumes: v.array(foundVolume),
  networks: v.array(foundNetwork),
  /** Bytes on the target's disk; null: it cannot be told from here. */
  freeBytes: v.nullable(v.number()),
  /** What is there and cannot be brought over. */
  left: v.object({ containers: v.number(), binds: v.number(), plugins: v.number() }),
});
export type Preflight = v.InferOutput<typeof preflight>;

const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024));
const MOST = 20_000;

export const importWish = v.object({
  source: name,
  /** `names`: what it is to be called there; one that is taken moves to it. */
  images: v.pipe(v.array(v.object({ id: name, names: v.pipe(v.array(name), v.maxLength(1000)) })), v.maxLength(MOST)),
  volumes: v.pipe(
    v.array(
      v.object({
        name,
        to: name,
        /** What is in one of that name is deleted first. */
        replace: v.boolean(),
        /** Running containers that use it are paused while it is read. */
        pause: v.boolean(),
      }),
    ),
    v.maxLength(MOST),
  ),
  networks: v.pipe(
    v.array(
      v.object({
        id: name,
        to: name,
        /** Its addresses; else the engine chooses others. */
        subnets: v.boolean(),
      }),
    ),
    v.maxLength(MOST),
  ),
});
export type ImportWish = v.InferOutput<typeof importWish>;

export const importItem = v.object({
  id: v.string(),
  kind: v.picklist(['image', 'volume', 'network']),
  name: v.string(),
  /** What it is called at the target, where that is another name; ''. */
  to: v.string(),
  /** `skipped`: it was there already, and is the same. */
  state: v.picklist(['waiting', 'moving', 'checking', 'done', 'skipped', 'failed', 'cancelled']),
  bytes: v.number(),
  total: v.nullable(v.number()),
  /** What there is to know of it. */
  note: v.string(),
  /** What both ends have: an image's id, a volume's checksum over its tree. ''. */
  checksum: v.string(),
  /** Of a failed one: an error as calls throw it. */
  failure: v.nullable(v.object({ code: v.string(), message: v.string(), data: v.unknown() })),
});
export type ImportItem = v.InferOutput<typeof importItem>;

export const importRun = v.object({
  id: v.string(),
  source: v.string(),
  target: v.string(),
  state: v.picklist(['running', 'done', 'failed', 'cancelled']),
  bytes: v.number(),
  /** As far as it is known beforehand. */
  total: v.number(),
  /** Bytes a second, smoothed; null: not known yet. */
  rate: v.nullable(v.number()),
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  counts: v.object({ all: v.number(), over: v.number(), failed: v.number() }),
});
export type ImportRun = v.InferOutput<typeof importRun>;

const named = {
  ...engineErrors,
  UNKNOWN_ENGINE: errors.UNKNOWN_ENGINE,
  CONSENT_NEEDED: errors.CONSENT_NEEDED,
  IMPORT_FAULT: errors.IMPORT_FAULT,
};

export const imports = {
  /** Reads both engines; the source's sizes may take a while. Changes nothing. */
  preflight: unary(v.object({ source: name }), preflight, named),
  /** Into the engine in use, and that one to its end. IMPORT_FAULT `busy` while another run is under way. */
  start: unary(importWish, v.object({ id: v.string() }), named),
  /** Once more what the last run did not bring over. */
  resume: unary(v.void(), v.object({ id: v.string() }), named),
  cancel: unary(v.void(), v.void(), {}),
  /** Forgets a run that is over. */
  dismiss: unary(v.void(), v.void(), {}),
  /** null: there was none. */
  run: stream(v.void(), v.nullable(importRun), {}),
  items: stream(v.void(), rowChange(importItem), {}),
  /** What was brought over and how it was compared, as JSON. */
  report: unary(v.void(), transferTicket, {}),
} as const;
