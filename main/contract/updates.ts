import * as v from 'valibot';
import { stream, unary } from './procedure';

export const updateFault = v.object({
  during: v.picklist(['check', 'download', 'install']),
  /**
   * `unreachable`: the feed, or the file. `signature`: the feed, or the program, is not signed by whom it should be. `hash`: what came is not
   * what the feed says. `feed`: it cannot be read. `disk`: it cannot be written.
   */
  kind: v.picklist(['unreachable', 'signature', 'hash', 'feed', 'disk', 'other']),
  /** The system's or the server's own words; hostile. */
  detail: v.string(),
});
export type UpdateFault = v.InferOutput<typeof updateFault>;

export const release = v.object({
  version: v.string(),
  /** Plain text, however it is marked up; '': none. Hostile. */
  notes: v.string(),
  /** ms since the epoch; null: not told. */
  releasedAt: v.nullable(v.number()),
});
export type Release = v.InferOutput<typeof release>;

export const updatesState = v.object({
  /** `off`: this Slipway does not update itself. `ready`: it is here, and checked. */
  phase: v.picklist(['off', 'idle', 'checking', 'available', 'downloading', 'ready', 'failed']),
  /** `no-feed`: it was built without one. `not-packaged`: it runs from a checkout, or in a browser. `other-means`: the system's package manager does it. */
  off: v.nullable(v.picklist(['no-feed', 'not-packaged', 'other-means'])),
  current: v.string(),
  /** The newer one; null: none is known. */
  release: v.nullable(release),
  /** Bytes of the download; `total` null: not told yet. */
  progress: v.nullable(v.object({ bytes: v.number(), total: v.nullable(v.number()) })),
  fault: v.nullable(updateFault),
  /** Of the last check that was answered, ms since the epoch; null: none since the start. */
  checkedAt: v.nullable(v.number()),
  /** What is ready is installed when Slipway quits. */
  onQuit: v.boolean(),
});
export type UpdatesState = v.InferOutput<typeof updatesState>;

export const updates = {
  /** The whole state at once, again on every change. */
  watch: stream(v.void(), updatesState, {}),
  /** Asks the feed now; also tells of a version that is skipped. Resolves when it is over, however. */
  check: unary(v.void(), v.void(), {}),
  /** Resolves when it has begun. */
  download: unary(v.void(), v.void(), {}),
  cancel: unary(v.void(), v.void(), {}),
  /** Not offered again; the next one is. */
  skip: unary(v.void(), v.void(), {}),
  /** Whether what is ready is installed when Slipway quits. */
  installOnQuit: unary(v.object({ yes: v.boolean() }), v.void(), {}),
  /** Quits, as the user's choice for quitting is, installs, starts again. */
  restart: unary(v.void(), v.void(), {}),
} as const;
