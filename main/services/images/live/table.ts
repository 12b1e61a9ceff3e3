import type { ImageRow } from '../../../contract/images';
import type { RowChange } from '../../../contract/rows';
import type { ImageFacts } from '../read';
import type { UserTable } from './users';

const BATCH = 500;

/** The images there are, joined with who uses them, and what of that was told. */
export interface ImageTable {
  get(id: string): ImageFacts | undefined;
  /** The whole list. */
  replace(images: readonly ImageFacts[]): void;
  put(image: ImageFacts): void;
  remove(id: string): void;
  /** Others that are known by one of its tags: a tag that moves is told of its new image only. */
  rivals(image: ImageFacts): readonly string[];
  /** Who uses these may have changed; null: of all. */
  touch(ids: ReadonlySet<string> | null): void;
  /** What changed since it was asked last. */
  news(): Generator<RowChange<ImageRow>, void, undefined>;
}

/** Which images are known by each tag. */
function createTagIndex() {
  const byTag = new Map<string, Set<string>>();
  return {
    add({ id, tags }: ImageFacts): void {
      for (const tag of tags) byTag.set(tag, (byTag.get(tag) ?? new Set()).add(id));
    },
    remove({ id, tags }: ImageFacts): void {
      for (const tag of tags) {
        const ids = byTag.get(tag);
        ids?.delete(id);
        if (ids?.size === 0) byTag.delete(tag);
      }
    },
    rivals: ({ id, tags }: ImageFacts): readonly string[] =>
      [...new Set(tags.flatMap((tag) => [...(byTag.get(tag) ?? [])]))].filter((one) => one !== id),
  };
}

export function createImageTable(users: Pick<UserTable, 'of'>): ImageTable {
  const images = new Map<string, ImageFacts>();
  const index = createTagIndex();
  const told = new Map<string, string>();
  const touched = new Set<string>();
  const remove = (id: string): void => {
    const known = images.get(id);
    if (known === undefined) return;
    index.remove(known);
    images.delete(id);
    touched.add(id);
  };
  const put = (image: ImageFacts): void => {
    remove(image.id);
    images.set(image.id, image);
    index.add(image);
    touched.add(image.id);
  };
  return {
    get: (id) => images.get(id),
    put,
    remove,
    replace(list) {
      const there = new Set(list.map(({ id }) => id));
      for (const id of [...images.keys()]) if (!there.has(id)) remove(id);
      for (const image of list) put(image);
    },
    rivals: (image) => index.rivals(image),
    touch(ids) {
      for (const id of ids ?? images.keys()) touched.add(id);
    },
    *news() {
      const changed: ImageRow[] = [];
      const gone: string[] = [];
      for (const id of touched) {
        const image = images.get(id);
        const row = image && { ...image, ...users.of(id) };
        const words = JSON.stringify(row);
        if (row === undefined && told.delete(id)) gone.push(id);
        if (row === undefined || told.get(id) === words) continue;
        changed.push(row);
        told.set(id, words);
      }
      touched.clear();
      for (let at = 0; at < changed.length; at += BATCH) yield { type: 'upsert', rows: changed.slice(at, at + BATCH) };
      if (gone.length > 0) yield { type: 'remove', ids: gone };
    },
  };
}
