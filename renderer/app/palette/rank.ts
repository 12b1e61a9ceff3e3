import uFuzzy from '@leeoniya/ufuzzy';
import type { PaletteItem } from './item';

// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- `IntraMode.SingleError` is of the types alone: at run time nothing has its name
const SINGLE_ERROR = 1 as uFuzzy.IntraMode;

/** Forgives one slip within a word: a letter too many, too few, another one, or two exchanged. */
const fuzzy = new uFuzzy({ intraMode: SINGLE_ERROR, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });

/** Beyond it nobody reads on; the count told is the true one. */
const MOST_SHOWN = 500;
const LONGEST_NEEDLE = 200;

interface Entry {
  readonly item: PaletteItem;
  readonly title: string;
}

export interface PaletteIndex {
  readonly entries: readonly Entry[];
  /** What each is found by, lower case. */
  readonly haystack: string[];
}

const known = new WeakMap<PaletteItem, { readonly entry: Entry; readonly text: string }>();

function knownOf(item: PaletteItem): { readonly entry: Entry; readonly text: string } {
  const before = known.get(item);
  if (before !== undefined) return before;
  const title = item.title.toLowerCase();
  const text = [title, item.kind.toLowerCase(), item.words?.toLowerCase() ?? ''].join(' ');
  const made = { entry: { item, title }, text };
  known.set(item, made);
  return made;
}

/** Cheap to make again: what is known of an item stays with it. */
export function indexOf(items: readonly PaletteItem[]): PaletteIndex {
  const all = items.map(knownOf);
  return { entries: all.map(({ entry }) => entry), haystack: all.map(({ text }) => text) };
}

const PLAIN = /^[a-z\d]+$/;
const SIGNS = /[^\p{L}\p{N}]+/u;

/** Places in the haystack with that word, among `within`. */
function having(haystack: string[], word: string, within: readonly number[] | null): readonly number[] {
  if (PLAIN.test(word)) return fuzzy.filter(haystack, word, within === null ? undefined : [...within]) ?? [];
  // Signs and other scripts mean what they are; where nothing has them so, the parts between the signs are looked for.
  const places = within ?? haystack.map((_, place) => place);
  const exact = places.filter((place) => haystack[place]?.includes(word) === true);
  const parts = word.split(SIGNS).filter((part) => part !== '');
  if (exact.length > 0 || parts.length === 0 || parts[0] === word) return exact;
  return parts.reduce<readonly number[]>((left, part) => having(haystack, part, left), places);
}

/** How well a word fits a title: the whole, its beginning, the beginning of a word in it, anywhere, else something like it. */
function fit(title: string, word: string): number {
  const at = title.indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return title.length === word.length ? 100 : 60;
  return /[^\p{L}\p{N}]/u.test(title[at - 1] ?? '') ? 40 : 20;
}

interface Needle {
  readonly needle: string;
  readonly words: readonly string[];
}

function scoreOf(entry: Entry | undefined, { needle, words }: Needle, recency: ReadonlyMap<string, number>): number {
  if (entry === undefined) return 0;
  const { item, title } = entry;
  const fits = words.map((word) => fit(title, word));
  const each = fits.reduce((sum, one) => sum + one, 0) / words.length;
  // A title that has them all, best as they were typed.
  const whole = words.length === 1 || fits.includes(0) ? 0 : 30 + fit(title, needle);
  // Among those that fit alike the shorter title is the likelier one.
  return whole + each + (recency.get(item.id) ?? 0) - Math.min(title.length, 60) / 60;
}

export interface Ranked {
  readonly items: readonly PaletteItem[];
  /** Of all that match. */
  readonly total: number;
  /** What is said where nothing does. Left out: that nothing does. */
  readonly nothing?: string;
}

/** `recent`: ids, the latest first. Order of the index decides between equals. */
export function rank({ entries, haystack }: PaletteIndex, text: string, recent: readonly string[]): Ranked {
  const needle = text.slice(0, LONGEST_NEEDLE).toLowerCase().trim();
  const words = needle.split(/\s+/).filter((word) => word !== '');
  const [first, ...others] = words;
  if (first === undefined) return { items: [], total: 0 };
  const places = others.reduce<readonly number[]>(
    (within, word) => having(haystack, word, within),
    having(haystack, first, null),
  );
  const recency = new Map(recent.map((id, index) => [id, 30 - Math.min(index, 20)]));
  const scores = Float64Array.from(places, (place) => scoreOf(entries[place], { needle, words }, recency));
  // Of thousands only those that will be shown are put in order.
  const least = scores.length <= MOST_SHOWN ? -Infinity : (scores.toSorted()[scores.length - MOST_SHOWN] ?? -Infinity);
  const best = places
    .map((place, index) => ({ place, score: scores[index] ?? 0 }))
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, MOST_SHOWN);
  return { items: best.flatMap(({ place }) => entries[place]?.item ?? []), total: places.length };
}
