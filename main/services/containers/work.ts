import type { ContainerRow } from '../../contract/containers';
import { createFollowUps } from './follow-ups';
import { plainImageName } from './interest';

/** One question to the engine: these ids, or everything. */
export interface Look {
  readonly ids: ReadonlySet<string>;
  readonly full: boolean;
}

/** What must be looked up, and when. Times are ms; `now` never goes back. */
export interface Work {
  touch(id: string, action: string): void;
  forget(id: string): void;
  /** Containers of images with these names. */
  touchImages(names: readonly string[]): void;
  touchEverything(): void;
  /** What to look at now; else how long nothing is to be done (null: until something is touched). */
  next(now: number): Look | number | null;
  looked(look: Look, now: number): void;
  failed(look: Look, now: number): void;
}

/** Events come in groups (kill, die, stop): a short wait answers them with one look. */
const FIRST_FLUSH_MS = 10;
const FLUSH_EVERY_MS = 50;
/** Looks for a few ids cost next to nothing, and one thing following another should not be seen late. */
const FEW_IDS = 8;
const FLUSH_FEW_EVERY_MS = 15;
const IDS_PER_LOOKUP = 64;
const FULL_LIST_EVERY_MS = 5000;
const RETRY_FIRST_MS = 250;
const RETRY_LONGEST_MS = 10_000;
/** A pass over all rows, so not for each tag of a build. */
const IMAGES_EVERY_MS = 500;
const IMAGES_LIMIT = 1000;

interface State {
  readonly dirty: Set<string>;
  readonly images: Set<string>;
  everything: boolean;
  /** Whether the list after the first one is asked for. */
  confirmed: boolean;
  failures: number;
  /** Not before: */
  idsAt: number;
  imagesAt: number;
  fullAt: number;
  retryAt: number;
}

/** `wake` is called when `next` has a sooner answer than before. Begins with everything to be looked at. */
export function createWork(rows: ReadonlyMap<string, ContainerRow>, wake: () => void): Work {
  const followUps = createFollowUps();
  const state: State = {
    ...{ dirty: new Set<string>(), images: new Set<string>(), everything: true, failures: 0, confirmed: false },
    ...{ idsAt: 0, imagesAt: 0, fullAt: 0, retryAt: 0 },
  };
  const { dirty, images } = state;
  const mark = (id: string): void => {
    if (dirty.size === 0) state.idsAt = Math.max(state.idsAt, Date.now() + FIRST_FLUSH_MS);
    dirty.add(id);
    if (dirty.size === 1) wake();
  };
  return {
    touch(id, action) {
      followUps.began(id, action);
      mark(id);
    },
    forget(id) {
      dirty.delete(id);
      followUps.forget(id);
    },
    touchImages(names) {
      // A build tags by the hundred: while some are waiting already, their time is set.
      const first = images.size === 0;
      for (const name of names) images.add(name);
      const tooMany = images.size > IMAGES_LIMIT && !state.everything;
      if (tooMany) state.everything = true;
      if (first || tooMany) wake();
    },
    touchEverything() {
      state.everything = true;
      wake();
    },
    next(now) {
      for (const id of followUps.takeDue(now)) dirty.add(id);
      if (images.size > 0 && state.imagesAt <= now) markImageUsers(state, rows, now);
      if (now < state.retryAt) return state.retryAt - now;
      return take(state, now) ?? waitMs(state, followUps.nextAt(), now);
    },
    looked({ ids, full }, now) {
      state.failures = 0;
      // Events before the connection told nobody what the first list may not yet have shown: one more list, later.
      if (full && !state.confirmed) state.confirmed = state.everything = true;
      for (const id of ids) if (!dirty.has(id)) followUps.lookedAt(id, rows.get(id), now);
    },
    failed: (look, now) => retryLater(state, look, now),
  };
}

function retryLater(state: State, { ids }: Look, now: number): void {
  for (const id of ids) state.dirty.add(id);
  state.everything = true;
  const longest = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** state.failures++);
  state.retryAt = now + longest * (0.75 + Math.random() / 4);
  state.fullAt = state.retryAt;
}

function take(state: State, now: number): Look | null {
  const { dirty } = state;
  const full = (state.everything || dirty.size > IDS_PER_LOOKUP) && state.fullAt <= now;
  if (!full && (dirty.size === 0 || state.idsAt > now)) return null;
  const ids = new Set(full ? dirty : [...dirty].slice(0, IDS_PER_LOOKUP));
  for (const id of ids) dirty.delete(id);
  state.idsAt = now + (ids.size <= FEW_IDS ? FLUSH_FEW_EVERY_MS : FLUSH_EVERY_MS);
  if (full) {
    state.everything = false;
    state.images.clear();
    state.fullAt = now + FULL_LIST_EVERY_MS;
  }
  return { ids, full };
}

function waitMs(state: State, followUpAt: number | null, now: number): number | null {
  const next = Math.min(
    state.dirty.size > 0 ? state.idsAt : Infinity,
    state.everything ? state.fullAt : Infinity,
    state.images.size > 0 ? state.imagesAt : Infinity,
    followUpAt ?? Infinity,
  );
  return next === Infinity ? null : Math.max(0, next - now);
}

function markImageUsers(state: State, rows: ReadonlyMap<string, ContainerRow>, now: number): void {
  for (const [id, row] of rows)
    if (state.images.has(row.imageId) || state.images.has(plainImageName(row.image))) state.dirty.add(id);
  state.images.clear();
  state.imagesAt = now + IMAGES_EVERY_MS;
}
