import { lstat } from 'node:fs/promises';
import path from 'node:path';

export interface NoticesOptions {
  /** Tells the guest; paths of the host. `gone`: those that are there no more; their folders are among `files`. */
  readonly send: (files: readonly string[], gone: readonly string[]) => Promise<void>;
  readonly log: (line: string) => void;
}

export interface Notices {
  changed(file: string): void;
  /** Paths told to the guest, and changes it was not told of because there were too many or it did not answer. */
  counts(): { readonly sent: number; readonly dropped: number };
  close(): void;
}

/** An editor's save is several events; they are one change. */
const BATCH_MS = 50;
/** With the pause each path costs, about a thousand paths a second at most. */
const BATCH_PATHS = 500;
const PAUSE_PER_PATH_MS = 1;
/** Changes that wait. Beyond it only their folders are told. */
const PENDING_LIMIT = 5_000;
/** The guest's own touch comes back as a change of the host this long after its answer, at most. */
const ECHO_MS = 2_000;

/** Collects changes, and tells each once. What only echoes the telling is left out: nothing was written since. */
export function createNotices({ send, log }: NoticesOptions): Notices {
  let pending = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let sent = 0;
  let dropped = 0;
  const echoes = createEchoes();

  const plan = (ms: number): void => {
    timer ??= setTimeout(() => void flush(), ms);
  };
  const flush = async (): Promise<void> => {
    const taken = [...pending].slice(0, BATCH_PATHS);
    for (const file of taken) pending.delete(file);
    const { news, gone } = await echoes.news(taken);
    if (news.length > 0 && !closed) {
      try {
        await send(news, gone);
        sent += news.length;
      } catch (error) {
        dropped += news.length;
        log(`shares: ${news.length} changes not told: ${error instanceof Error ? error.message : String(error)}`);
      }
      echoes.told(news);
    }
    timer = null;
    if (pending.size > 0 && !closed) plan(BATCH_MS + news.length * PAUSE_PER_PATH_MS);
  };
  const shrink = (): void => {
    const folders = [...new Set([...pending].map((file) => path.dirname(file)))];
    dropped += Math.max(0, folders.length - PENDING_LIMIT / 2);
    pending = new Set(folders.slice(0, PENDING_LIMIT / 2));
  };

  return {
    changed: (file) => {
      if (closed) return;
      pending.add(file);
      if (pending.size > PENDING_LIMIT) shrink();
      plan(BATCH_MS);
    },
    counts: () => ({ sent, dropped }),
    close: () => {
      closed = true;
      pending.clear();
      if (timer !== null) clearTimeout(timer);
    },
  };
}

interface Echoes {
  /** What there is to be told: the folder of what has gone, and nothing that is as it was told last. */
  news(files: readonly string[]): Promise<{ readonly news: readonly string[]; readonly gone: readonly string[] }>;
  /** The guest has answered, or will not. */
  told(files: readonly string[]): void;
}

function createEchoes(): Echoes {
  const known = new Map<string, { readonly state: string; readonly until: number }>();
  const forgetOld = (): void => {
    const now = performance.now();
    for (const [file, { until }] of known) if (until < now) known.delete(file);
  };
  return {
    async news(files) {
      forgetOld();
      const looked = await Promise.all(files.map(present));
      const found = new Map(looked.filter((each) => each !== null));
      for (const [file, state] of found)
        if (known.get(file)?.state === state) found.delete(file);
        else known.set(file, { state, until: Infinity });
      return { news: [...found.keys()], gone: files.filter((file, at) => looked[at]?.[0] !== file) };
    },
    told(files) {
      const until = performance.now() + ECHO_MS;
      for (const file of files) known.set(file, { state: known.get(file)?.state ?? '', until });
    },
  };
}

/** A file, or the folder it was in; null when that has gone as well: its own folder tells of that. */
async function present(file: string): Promise<readonly [string, string] | null> {
  for (const each of [file, path.dirname(file)]) {
    const state = await lstat(each, { bigint: true }).then(
      ({ mtimeNs, size, ino }) => `${mtimeNs} ${size} ${ino}`,
      () => null,
    );
    if (state !== null) return [each, state];
  }
  return null;
}
