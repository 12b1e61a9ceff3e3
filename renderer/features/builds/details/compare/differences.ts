import type { BuildRow } from '../../../../../main/contract/builds';
import { decimalBytes } from '../../../../lib/bytes';
import { t } from '../../../../lib/i18n';
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
    [t('State'), STATE_WORDS[row.state]],
    [t('Duration'), duration === null ? NONE : durationWords(duration)],
    [t('Steps cached'), cachedWords(row) || NONE],
    [t('Context'), contextBytes === null ? NONE : decimalBytes(contextBytes)],
    [t('Image id'), imageId === null ? NONE : shortId(imageId)],
    [t('Builder'), SHORT_BUILDER[row.builder]],
    [t('Folder'), wish.folder],
    ['Dockerfile', wish.dockerfile],
    [t('Target'), wish.target || NONE],
    [t('Platform'), wish.platform || NONE],
    [t('No cache'), wish.noCache ? t('yes') : t('no')],
    [t('Pull'), wish.pull ? t('yes') : t('no')],
  ]);
}

const ALWAYS = new Set([t('State'), t('Duration'), t('Steps cached'), t('Context'), t('Image id')]);

const valueOf = (value: string | null | undefined): string =>
  value === undefined ? NONE : (value ?? t('(from the environment)'));

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
