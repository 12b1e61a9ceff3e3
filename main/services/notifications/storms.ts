import type { NoticeKind } from '../../contract/notifications';
import type { News, Words } from './types';

/** So many of a kind are told one by one within `WINDOW_MS`; what comes on top is told as one summary. */
const SINGLE = 3;
const WINDOW_MS = 60_000;
/** A summary goes on as long as something comes within this time, ms. */
const CALM_MS = 60_000;
const SUBJECTS = 20;

interface Storm {
  count: number;
  subjects: readonly string[];
  lastAt: number;
  readonly source: string;
}

export interface Storms {
  /** The same news, or fewer: of too many of a kind one summary. `isKnown`: it repeats a notice that is there. */
  calmed(news: readonly News[], isKnown: (news: News) => boolean, now: number): readonly News[];
}

interface Options {
  readonly summary: (kind: NoticeKind, subjects: readonly string[], count: number) => Words;
}

/** Thousands of containers that die together are one piece of news. */
export function createStorms({ summary }: Options): Storms {
  const singles = new Map<NoticeKind, readonly number[]>();
  const storms = new Map<NoticeKind, Storm>();
  const add = (kind: NoticeKind, news: readonly News[], now: number): News => {
    const old = storms.get(kind);
    const storm: Storm =
      old !== undefined && now - old.lastAt < CALM_MS
        ? old
        : { count: 0, subjects: [], lastAt: now, source: `many ${String(now)}` };
    storm.count += news.length;
    storm.subjects = [...storm.subjects, ...news.slice(0, SUBJECTS).map(({ subject }) => subject)].slice(0, SUBJECTS);
    storm.lastAt = now;
    storms.set(kind, storm);
    const words = (): Words => summary(kind, storm.subjects, storm.count);
    return { kind, source: storm.source, subject: '', words, route: routeOf(news), count: storm.count };
  };
  const ofKind = (kind: NoticeKind, news: readonly News[], isKnown: (news: News) => boolean, now: number) => {
    const known = news.filter(isKnown);
    const fresh = news.filter((each) => !isKnown(each));
    const recent = (singles.get(kind) ?? []).filter((at) => now - at < WINDOW_MS);
    const storm = storms.get(kind);
    const isOn = storm !== undefined && now - storm.lastAt < CALM_MS;
    if (fresh.length === 0) return known;
    if (isOn || recent.length + fresh.length > SINGLE) return [...known, add(kind, fresh, now)];
    singles.set(kind, [...recent, ...fresh.map(() => now)]);
    return [...known, ...fresh];
  };
  return {
    calmed: (news, isKnown, now) =>
      [...new Set(news.map(({ kind }) => kind))].flatMap((kind) =>
        ofKind(
          kind,
          news.filter((each) => each.kind === kind),
          isKnown,
          now,
        ),
      ),
  };
}

/** Of many, the list that they are in. */
const routeOf = ([first]: readonly News[]): string | null => {
  const [, view] = /^(\/[^/]+)/.exec(first?.route ?? '') ?? [];
  return view ?? null;
};
