import type { LogPattern } from '../../../contract/app-settings';
import { pause as rest } from '../../engine/pause';
import type { EngineClient } from '../../engine/types';
import type { Texts } from '../../../../texts/translate';
import type { News, Tell } from '../types';
import type { Match } from './matching';

/** Each is a connection to the engine, and a reader. */
const FOLLOWED = 100;
/** Found lines are told so often, ms. */
const TELL_MS = 1000;
/** A program that prints more has its lines looked at later, characters a second. */
const PACE = 4_000_000;

/** Whose log is read. */
export interface Target {
  readonly id: string;
  readonly name: string;
  /** Of compose; '': none. */
  readonly project: string;
}

export interface Watched {
  readonly pattern: LogPattern;
  readonly match: Match;
}

export interface FindsOptions {
  /** What a container prints from then on (µs by the engine's clock; null: now), until it ends. Rejects when it cannot be read. */
  readonly readLines: ReadLines;
  readonly tell: Tell;
  readonly t: Texts['t'];
}

type ReadLines = (
  client: EngineClient,
  wish: {
    readonly id: string;
    readonly sinceMicros: number | null;
    readonly take: (lines: readonly string[]) => Promise<void>;
  },
  signal: AbortSignal,
) => Promise<void>;

interface Finds {
  /** Until its log ends, or `signal`. */
  readonly follow: (client: EngineClient, follow: Follow, signal: AbortSignal) => void;
  readonly close: () => void;
}

interface Follow {
  readonly target: Target;
  readonly watched: readonly Watched[];
  readonly sinceMicros: number | null;
}

interface Find {
  readonly target: Target;
  readonly pattern: LogPattern;
  /** null: it took too long. */
  line: string | null;
  times: number;
}

/** Reads logs, and tells what is found, merged. */
export function createFinds({ readLines, tell, t }: FindsOptions): Finds {
  const notes = createNotes(tell, t);
  const followed = new Map<string, AbortSignal>();
  /** It was started anew before the end of the old log was read. */
  const next = new Map<string, () => void>();
  const slow = new Set<Match>();
  const look = (target: Target, watched: readonly Watched[], lines: readonly string[]): void => {
    for (const { pattern, match } of watched) {
      if (slow.has(match)) continue;
      const those = match(lines);
      if (those === null) slow.add(match);
      if (those === null || those.length > 0) notes.add(target, pattern, those);
    }
  };
  const follow = (client: EngineClient, wish: Follow, signal: AbortSignal): void => {
    const { target, watched, sinceMicros } = wish;
    const { id } = target;
    if (followed.get(id)?.aborted === false) {
      next.set(id, () => follow(client, wish, signal));
      return;
    }
    if (signal.aborted || followed.size >= FOLLOWED) return;
    followed.set(id, signal);
    const pace = createPace(signal);
    const take = async (lines: readonly string[]): Promise<void> => {
      look(target, watched, lines);
      await pace(lines);
    };
    const end = (): void => {
      if (followed.get(id) !== signal) return;
      followed.delete(id);
      const again = next.get(id);
      next.delete(id);
      again?.();
    };
    // Not all logs can be read, and what is gone has none.
    readLines(client, { id, sinceMicros, take }, signal).then(end, end);
  };
  return { follow, close: () => notes.close() };
}

/** What was found, told a little later and merged. */
function createNotes(tell: Tell, t: Texts['t']) {
  const found = new Map<string, Find>();
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    timer = null;
    const finds = [...found.values()];
    found.clear();
    tell(finds.map((find) => newsOf(find, t)));
  };
  return {
    /** @param lines null: it took too long. */
    add(target: Target, pattern: LogPattern, lines: readonly string[] | null): void {
      const key = `${target.id} ${pattern.text}`;
      const find = found.get(key) ?? { target, pattern, line: '', times: 0 };
      find.line = lines === null ? null : (lines.at(-1) ?? '');
      find.times += lines?.length ?? 1;
      found.set(key, find);
      timer ??= setTimeout(flush, TELL_MS).unref();
    },
    close(): void {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** Rests when more came within a second than is looked at. */
function createPace(signal: AbortSignal): (lines: readonly string[]) => Promise<void> {
  let from = 0;
  let size = 0;
  return async (lines) => {
    const now = performance.now();
    if (now - from > 1000) [from, size] = [now, 0];
    size += lines.reduce((sum, line) => sum + line.length, 0);
    if (size > PACE) await rest(1000 - (now - from), signal);
  };
}

function newsOf({ target: { id, name }, pattern, line, times }: Find, t: Texts['t']): News {
  const route = `/containers/${encodeURIComponent(id)}/logs`;
  const { text: wanted } = pattern;
  const about = { kind: 'pattern', subject: name, route, times } as const;
  if (line === null)
    return {
      ...{ ...about, source: `slow ${wanted}` },
      words: () => ({
        title: t('A log pattern takes too long'),
        body: t('The expression {pattern} is not looked for any more until it is changed.', { pattern: wanted }),
      }),
    };
  return {
    ...{ ...about, source: `${id} ${wanted}` },
    words: (count) => ({
      title:
        count > 1
          ? t('{pattern} in the log of {name}, {count} times', { pattern: wanted, name, count })
          : t('{pattern} in the log of {name}', { pattern: wanted, name }),
      body: line,
    }),
  };
}
