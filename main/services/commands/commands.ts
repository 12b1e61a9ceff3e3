import type { CommandEntry } from '../../contract/commands';

type Outcome = Exclude<CommandEntry['outcome'], 'running'>;

/** What Slipway did at the user's wish, in memory only. */
export interface CommandLog {
  /** Notes a command as begun; what it returns is called with the outcome. */
  record(command: string): (outcome: Outcome, message: string) => void;
  /** The entries kept, the oldest first. */
  entries(): readonly CommandEntry[];
  /** The entries kept, then those that are new or changed; what changes between two pulls is merged. */
  watch(signal: AbortSignal): AsyncGenerator<{ entries: CommandEntry[] }, void, undefined>;
}

const KEPT = 1000;

interface Watcher {
  /** At most as many as are kept: the oldest goes with its entry. */
  readonly changed: Set<number>;
  wake: () => void;
}

function dropOldest(entries: Map<number, CommandEntry>, watchers: ReadonlySet<Watcher>): void {
  const [oldest = 0] = entries.keys();
  if (entries.size <= KEPT) return;
  entries.delete(oldest);
  for (const { changed } of watchers) changed.delete(oldest);
}

export function createCommandLog(now: () => number = Date.now): CommandLog {
  const entries = new Map<number, CommandEntry>();
  const watchers = new Set<Watcher>();
  let last = 0;

  const put = (entry: CommandEntry): void => {
    entries.set(entry.seq, entry);
    for (const watcher of watchers) {
      watcher.changed.add(entry.seq);
      watcher.wake();
    }
  };

  return {
    record(command) {
      const seq = ++last;
      const startedAt = now();
      put({ seq, startedAt, durationMs: null, command, outcome: 'running', message: '' });
      dropOldest(entries, watchers);
      return (outcome, message) => {
        const begun = entries.get(seq);
        if (begun?.outcome === 'running') put({ ...begun, durationMs: now() - startedAt, outcome, message });
      };
    },
    entries: () => [...entries.values()],
    async *watch(signal) {
      const watcher: Watcher = { changed: new Set(entries.keys()), wake: () => undefined };
      const wake = (): void => watcher.wake();
      watchers.add(watcher);
      signal.addEventListener('abort', wake, { once: true });
      try {
        while (!signal.aborted) {
          if (watcher.changed.size === 0) {
            await new Promise<void>((resolve) => (watcher.wake = resolve));
            continue;
          }
          const changed = [...entries.values()].filter(({ seq }) => watcher.changed.has(seq));
          watcher.changed.clear();
          yield { entries: changed };
        }
      } finally {
        watchers.delete(watcher);
        signal.removeEventListener('abort', wake);
      }
    },
  };
}
