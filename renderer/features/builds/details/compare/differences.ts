import type { BuildRow } from '../../../../../main/contract/builds';
import { decimalBytes } from '../../../../lib/bytes';
import { durationWords } from '../../../../lib/time';
import { cachedWords, durationOf, shortId, SHORT_BUILDER, STATE_WORDS } from '../../words';

export interface Difference {
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

const NONE = '–';

/** `+1.20 s`, `−0.30 s`; '': one of them is not known. */
export function differenceWords(a: number | null, b: number | null): string {
  if (a === null || b === null) return '';
  const by = b - a;
  return by === 0 ? '±0' : `${by > 0 ? '+' : '−'}${durationWords(Math.abs(by))}`;
}

function facts(row: BuildRow, now: number): ReadonlyMap<string, string> {
  const duration = durationOf(row, now);
  const { wish, contextBytes, imageId } = row;
  return new Map([
    ['State', STATE_WORDS[row.state]],
    ['Duration', duration === null ? NONE : durationWords(duration)],
    ['Steps cached', cachedWords(row) || NONE],
    ['Context', contextBytes === null ? NONE : decimalBytes(contextBytes)],
    ['Image id', imageId === null ? NONE : shortId(imageId)],
    ['Builder', SHORT_BUILDER[row.builder]],
    ['Folder', wish.folder],
    ['Dockerfile', wish.dockerfile],
    ['Target', wish.target || NONE],
    ['Platform', wish.platform || NONE],
    ['No cache', wish.noCache ? 'yes' : 'no'],
    ['Pull', wish.pull ? 'yes' : 'no'],
  ]);
}

const ALWAYS = new Set(['State', 'Duration', 'Steps cached', 'Context', 'Image id']);

const valueOf = (value: string | null | undefined): string =>
  value === undefined ? NONE : (value ?? '(from the environment)');

/** What the two came to, and whatever else differs. */
export function factDifferences(a: BuildRow, b: BuildRow, now: number): readonly Difference[] {
  const [left, right] = [facts(a, now), facts(b, now)];
  return [...left]
    .map(([name, value]) => ({ name, a: value, b: right.get(name) ?? NONE }))
    .filter((one) => ALWAYS.has(one.name) || one.a !== one.b);
}

/** Arguments and labels that are not the same in both. */
export function wishDifferences(
  { wish: a }: BuildRow,
  { wish: b }: BuildRow,
  of: 'args' | 'labels',
): readonly Difference[] {
  const [left, right] = [a, b].map((wish) => new Map<string, string | null>(wish[of].map((p) => [p.name, p.value])));
  const names = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])];
  return names
    .map((name) => ({ name, a: valueOf(left?.get(name)), b: valueOf(right?.get(name)) }))
    .filter((one) => one.a !== one.b);
}
