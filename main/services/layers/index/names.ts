/** Parts of paths, each kept once: an image has most of them many times. */
export interface Names {
  /** The number that stands for it from now on. */
  intern(name: string): number;
  /** null: it was never interned. */
  find(name: string): number | null;
  text(id: number): string;
  count(): number;
  bytes(): number;
}

/** What a string and its place in a map cost beside its characters. */
const OVERHEAD = 64;

export function createNames(): Names {
  const ids = new Map<string, number>();
  const texts: string[] = [];
  let bytes = 0;
  return {
    intern(name) {
      const known = ids.get(name);
      if (known !== undefined) return known;
      // Joined and split apart: a slice would keep the whole path alive.
      const own = Buffer.from(name).toString();
      texts.push(own);
      bytes += own.length + OVERHEAD;
      ids.set(own, texts.length - 1);
      return texts.length - 1;
    },
    find: (name) => ids.get(name) ?? null,
    text: (id) => texts[id] ?? '',
    count: () => texts.length,
    bytes: () => bytes,
  };
}
