import type { NotificationsSettings } from '../../contract/app-settings';
import type { Notice, NoticeKind } from '../../contract/notifications';
import { cut } from '../engine/loose';
import type { SystemNotices } from '../shell/notices';
import { createStorms } from './storms';
import type { News, Words } from './types';

/** The oldest go. */
const KEPT = 200;
/** What comes again from the same source within this time is the same notice, ms. */
const SAME_MS = 10 * 60_000;
/** And is told aloud again only after this time, ms. */
const AGAIN_MS = 5 * 60_000;
const TITLE_LIMIT = 300;
const BODY_LIMIT = 500;
/** Of a longer line no more is looked at; what is masked makes it shorter, never so much. */
const LOOK_LIMIT = 20 * BODY_LIMIT;

export interface DeskOptions {
  readonly settings: () => NotificationsSettings;
  /** null: this host tells nothing outside of its pages. */
  readonly system: SystemNotices | null;
  /** What is said of many at once. */
  readonly summary: (kind: NoticeKind, subjects: readonly string[], count: number) => Words;
  /** Takes secrets out of what containers and engines say: it is kept by the system, and shown on locked screens. */
  readonly redact: (text: string) => string;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** The notices there are, and how each is told. */
export interface Desk {
  tell(news: readonly News[]): void;
  /** What was told outside of the window is no news any more. */
  withdraw(kind: NoticeKind, source: string): void;
  list(): readonly Notice[];
  onChange(listener: () => void): () => void;
  /** null: all. */
  markRead(id: string | null): void;
  clear(id: string | null): void;
}

interface Entry {
  notice: Notice;
  readonly source: string;
  toldAt: number;
}

export const isQuiet = ({ doNotDisturb, doNotDisturbUntil }: NotificationsSettings, now: number): boolean =>
  doNotDisturb || (doNotDisturbUntil !== null && doNotDisturbUntil > now);

export function createDesk(options: DeskOptions): Desk {
  const { now, settings } = options;
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  const storms = createStorms(options);
  const place = createPlacing(options, entries);
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const drop = (id: string): void => {
    entries.delete(id);
    options.system?.withdraw(id);
  };
  return {
    tell(all) {
      const wanted = all.filter(({ kind }) => settings()[kind] !== 'off');
      if (wanted.length === 0) return;
      const isKnown = (news: News): boolean => findIn(entries, news, now()) !== undefined;
      for (const news of storms.calmed(wanted, isKnown, now())) place(news);
      for (const [id] of [...entries].slice(0, Math.max(0, entries.size - KEPT))) drop(id);
      changed();
    },
    withdraw(kind, source) {
      const entry = [...entries.values()].find((each) => each.notice.kind === kind && each.source === source);
      if (entry !== undefined) options.system?.withdraw(entry.notice.id);
    },
    list: () => [...entries.values()].map(({ notice }) => notice),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    markRead(id) {
      for (const entry of entries.values())
        if (id === null || entry.notice.id === id) entry.notice = { ...entry.notice, read: true };
      changed();
    },
    clear(id) {
      for (const each of [...entries.keys()]) if (id === null || each === id) drop(each);
      changed();
    },
  };
}

const findIn = (entries: ReadonlyMap<string, Entry>, { kind, source }: News, now: number): Entry | undefined =>
  [...entries.values()].find(
    ({ notice, source: from }) => notice.kind === kind && from === source && now - notice.at < SAME_MS,
  );

/** Puts news on the desk, as a notice of its own or as one that is there, and tells it. */
function createPlacing({ settings, system, redact, now }: DeskOptions, entries: Map<string, Entry>) {
  let last = 0;
  const loudness = (kind: NoticeKind, at: number): Notice['told'] => {
    const wish = settings()[kind];
    if (wish === 'off' || isQuiet(settings(), at)) return 'none';
    return wish;
  };
  return (news: News): void => {
    const at = now();
    const known = findIn(entries, news, at);
    const count = news.count ?? (known?.notice.count ?? 0) + (news.times ?? 1);
    const isAloud = known === undefined || at - known.toldAt > AGAIN_MS;
    const told = loudness(news.kind, at);
    const { title, body } = news.words(count);
    const notice: Notice = {
      ...{ id: known?.notice.id ?? String(++last), kind: news.kind, route: news.route },
      ...{ good: news.good === true, pageTells: news.pageTells === true },
      ...{
        title: cut(title, TITLE_LIMIT),
        body: cut(redact(cut(body, LOOK_LIMIT)), BODY_LIMIT),
        firstAt: known?.notice.firstAt ?? at,
        at,
      },
      ...{ count, read: false, told: isAloud ? told : known.notice.told },
      telling: (known?.notice.telling ?? 0) + (isAloud ? 1 : 0),
    };
    // The newest last.
    entries.delete(notice.id);
    entries.set(notice.id, { notice, source: news.source, toldAt: isAloud ? at : known.toldAt });
    if (isAloud && told === 'system' && system?.inFront() === false)
      system.show({ id: notice.id, title: notice.title, body: notice.body, route: notice.route });
  };
}
