import type { EngineEvent } from '../../engine/types';

/** Looked up one by one; more at once are a list. */
const MOST_SINGLE = 24;
/** A list takes at most so much of the engine's time, and comes at most so often, ms. */
const SHARE = 10;
const LEAST_MS = 2000;

/** What is to be asked of the engine next. */
export type Step = { readonly type: 'list' } | { readonly type: 'look'; readonly names: readonly string[] };

/** Gathers what events say of images, and decides how it is followed up. */
export interface Changes {
  /** False: it is none of ours. */
  event(event: EngineEvent): boolean;
  look(names: readonly string[]): void;
  /** Everything may be another. */
  all(): void;
  /** What is in sight of a list only (what an image was built on appears or hides with it) is looked at a while later. */
  settle(): void;
  /** What to do now; else how long to wait, ms (null: for whatever comes). */
  next(now: number): Step | number | null;
  listed(now: number, tookMs: number): void;
  /** Whether there was a whole list since everything may have been another. */
  isListed(): boolean;
}

/** Of `pull` the engine tells the name, of all others the id. */
const OF_IMAGES = new Set(['pull', 'tag', 'untag', 'delete', 'load', 'import']);

const MAKES = new Set(['commit', 'build']);

export function createChanges(): Changes {
  const names = new Set<string>();
  let whole = true;
  let settling = false;
  let urgent = true;
  let notBefore = -Infinity;
  return {
    event({ type, action, id, attributes }) {
      if (type === 'image' && OF_IMAGES.has(action) && id !== '') names.add(id);
      // A commit tells of a container, and only Docker of the image. Podman builds with such an event, too.
      else if (attributes.imageID !== undefined && MAKES.has(action)) names.add(attributes.imageID);
      else if (MAKES.has(action) && type === 'image' && id !== '') names.add(id);
      else if (MAKES.has(action)) whole = true;
      // Podman does not say what it loaded.
      else if (type === 'image' && (action === 'prune' || OF_IMAGES.has(action))) whole = true;
      else return false;
      return true;
    },
    look(more) {
      for (const name of more) names.add(name);
    },
    all() {
      whole = urgent = true;
      names.clear();
    },
    settle: () => void (settling = true),
    isListed: () => !urgent,
    next(now) {
      if (names.size > MOST_SINGLE) {
        whole = true;
        names.clear();
      }
      const wait = urgent ? 0 : Math.max(0, notBefore - now);
      if ((whole || settling) && wait === 0) return { type: 'list' };
      if (names.size > 0) {
        const step: Step = { type: 'look', names: [...names] };
        names.clear();
        return step;
      }
      return whole || settling ? wait : null;
    },
    listed(now, tookMs) {
      whole = settling = urgent = false;
      notBefore = now + Math.max(LEAST_MS, tookMs * SHARE);
    },
  };
}
