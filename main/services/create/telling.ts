/** What a deed tells of itself, and the end it comes to. */
export interface Deed<T> {
  /** `leaving`: nobody waits for it any more. */
  readonly work: (tell: (item: T) => void, leaving: AbortSignal) => Promise<T>;
  /** Whether the next item says all that the last one did. */
  readonly replaces: (last: T, next: T) => boolean;
  /** A failure that nobody is there to be told of. */
  readonly onLost: (error: unknown) => void;
}

/** The deed goes on by itself; what it tells is read as fast as its reader likes. */
export async function* telling<T>(
  { work, replaces, onLost }: Deed<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const told: T[] = [];
  const over = { wake: (): void => undefined, ended: false, failure: null as { readonly error: unknown } | null };
  const leaving = new AbortController();
  const leave = (): void => {
    leaving.abort();
    over.wake();
  };
  const tell = (item: T): void => {
    const last = told.at(-1);
    if (last !== undefined && replaces(last, item)) told.pop();
    told.push(item);
    over.wake();
  };
  void work(tell, leaving.signal)
    .then(tell)
    .catch((error: unknown) => {
      over.failure = { error };
      if (leaving.signal.aborted) onLost(error);
    })
    .finally(() => {
      over.ended = true;
      over.wake();
    });
  signal.addEventListener('abort', leave, { once: true });
  try {
    while (!signal.aborted) {
      const next = told.shift();
      if (next !== undefined) yield next;
      else if (over.failure !== null) throw over.failure.error;
      else if (over.ended) return;
      else await new Promise<void>((resolve) => (over.wake = resolve));
    }
  } finally {
    leave();
    signal.removeEventListener('abort', leave);
  }
}
