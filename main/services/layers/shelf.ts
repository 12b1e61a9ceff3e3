import { bytesOf, type ImageIndex } from './index/image-index';

/** Two are compared with each other: so many stay however large they are. */
const ALWAYS = 2;
const MOST = 6;
const MOST_BYTES = 96 * 1024 * 1024;
/** Nobody has asked for any of them so long, ms. */
const FORGET_MS = 600_000;

/**
 * What is known of the images that were read last. In memory and not on the disk: what an image has never changes, but reading it
 * again takes seconds, and a file would have to be guarded, limited and read as something hostile.
 */
export interface Shelf {
  /** null: it is not known, or not any more. */
  get(imageId: string): ImageIndex | null;
  put(index: ImageIndex): void;
  clear(): void;
}

export function createShelf(): Shelf {
  // The one that was used last comes last.
  const all = new Map<string, ImageIndex>();
  let timer: NodeJS.Timeout | undefined;
  const use = (index: ImageIndex): void => {
    all.delete(index.image.imageId);
    all.set(index.image.imageId, index);
    clearTimeout(timer);
    timer = setTimeout(() => all.clear(), FORGET_MS).unref();
  };
  const isFull = (): boolean => {
    const bytes = [...all.values()].reduce((sum, index) => sum + bytesOf(index), 0);
    return all.size > MOST || (all.size > ALWAYS && bytes > MOST_BYTES);
  };
  return {
    get(imageId) {
      const index = all.get(imageId) ?? null;
      if (index !== null) use(index);
      return index;
    },
    put(index) {
      use(index);
      for (const id of [...all.keys()]) if (isFull()) all.delete(id);
    },
    clear() {
      clearTimeout(timer);
      all.clear();
    },
  };
}
