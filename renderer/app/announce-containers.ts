import type { StoreApi } from 'zustand';
import type { ContainerRow } from '../../main/contract/containers';
import { t } from '../lib/i18n';
import { announce } from '../ui/announcer-store';

interface Containers {
  readonly rows: ReadonlyMap<string, Pick<ContainerRow, 'name' | 'state'>>;
  /** Ids that the last change touched; null: any. */
  readonly touched: ReadonlySet<string> | null;
}

/** More at once are counted. */
const NAMED = 3;
const GATHER_MS = 500;
const LONGEST_NAME = 60;

type Change = 'started' | 'ended';

function changeOf(before: string | undefined, now: string): Change | null {
  if (before === undefined || before === now) return null;
  if (now === 'running') return before === 'paused' ? null : 'started';
  return before === 'running' && (now === 'exited' || now === 'dead') ? 'ended' : null;
}

/** Names are hostile, and may be of any length. */
const nameOf = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name);

function wordsOf(changes: ReadonlyMap<string, Change>, names: ReadonlyMap<string, string>): readonly string[] {
  const of = (wanted: Change): string[] =>
    [...changes].flatMap(([id, change]) => (change === wanted ? [nameOf(names.get(id) ?? id)] : []));
  const [started, ended] = [of('started'), of('ended')];
  const said: string[] = [];
  if (started.length > NAMED) said.push(t('{count} containers started', { count: started.length }));
  else said.push(...started.map((name) => t('{name} started', { name })));
  if (ended.length > NAMED) said.push(t('{count} containers ended', { count: ended.length }));
  else said.push(...ended.map((name) => t('{name} ended', { name })));
  return said;
}

/** Tells a screen reader which containers started and ended: what happens at once in one sentence, and nothing while nobody looks. */
export function announceContainers(store: Pick<StoreApi<Containers>, 'subscribe'>): () => void {
  const changes = new Map<string, Change>();
  const names = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    timer = undefined;
    const words = wordsOf(changes, names);
    changes.clear();
    names.clear();
    if (words.length > 0) announce(words.join(', '), 'containers');
  };
  // The rows change in place.
  const known = new Map<string, string>();
  const learn = (id: string, { name, state }: { readonly name: string; readonly state: string }): void => {
    const change = changeOf(known.get(id), state);
    known.set(id, state);
    if (change === null || document.hidden) return;
    changes.set(id, change);
    names.set(id, name);
    timer ??= setTimeout(tell, GATHER_MS);
  };
  const stop = store.subscribe(({ rows, touched }) => {
    // What a new list brings is no news.
    if (touched === null) known.clear();
    for (const id of touched ?? rows.keys()) {
      const row = rows.get(id);
      if (row === undefined) known.delete(id);
      else learn(id, row);
    }
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
