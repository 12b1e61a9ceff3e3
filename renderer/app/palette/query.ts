import type { PaletteItem, PaletteSource } from './item';
import { LOGS_MARK, logsItem, noLogsWords } from './logs-item';
import { indexOf, type PaletteIndex, rank, type Ranked } from './rank';

/** Before it, what can be done is looked for, and no object. */
const ACTIONS_MARK = '>';

/** What is looked through. */
export interface Found {
  readonly actions: PaletteIndex;
  readonly all: PaletteIndex;
}

export function gather(sources: readonly PaletteSource[]): Found {
  const of = (kind: PaletteSource['kind']): readonly PaletteItem[] =>
    sources.filter((source) => source.kind === kind).flatMap((source) => source.items());
  const actions = of('actions');
  return { actions: indexOf(actions), all: indexOf([...actions, ...of('objects')]) };
}

const everything = ({ entries }: PaletteIndex): readonly PaletteItem[] => entries.map(({ item }) => item);

/** With nothing typed: what was chosen last, then all that can be done. */
function offered({ actions, all }: Found, recent: readonly string[]): Ranked {
  const wanted = new Set(recent);
  const known = new Map(
    everything(all)
      .filter(({ id }) => wanted.has(id))
      .map((item) => [item.id, item] as const),
  );
  const lately = recent.flatMap((id) => known.get(id) ?? []).slice(0, MOST_RECENT);
  const shown = new Set(lately);
  const items = [...lately, ...everything(actions).filter((item) => !shown.has(item))];
  return { items, total: items.length };
}

const MOST_RECENT = 6;

function logText(text: string): Ranked {
  const item = logsItem(text);
  return item === null ? { items: [], total: 0, nothing: noLogsWords(text) } : { items: [item], total: 1 };
}

/** What is shown for that text. */
export function answer(found: Found, text: string, recent: readonly string[]): Ranked {
  const typed = text.trimStart();
  const isAction = typed.startsWith(ACTIONS_MARK);
  const rest = (isAction ? typed.slice(ACTIONS_MARK.length) : typed).trim();
  if (rest.toLowerCase().startsWith(LOGS_MARK)) return logText(rest.slice(LOGS_MARK.length).trim());
  if (rest === '') {
    const all = everything(found.actions);
    return isAction ? { items: all, total: all.length } : offered(found, recent);
  }
  const ranked = rank(isAction ? found.actions : found.all, rest, recent);
  const logs = isAction ? null : logsItem(rest);
  return logs === null ? ranked : { items: [...ranked.items, logs], total: ranked.total + 1 };
}

/** Among the deeds of one object, in their own order while nothing is typed. */
export function answerAmong(items: readonly PaletteItem[], text: string): Ranked {
  return text.trim() === '' ? { items, total: items.length } : rank(indexOf(items), text, []);
}
