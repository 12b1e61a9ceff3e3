/** The result of one run for all who want it; the signal is that of who asks. */
export type Shared<T> = (signal: AbortSignal) => Promise<T>;

/**
 * Begins the work now. It is aborted when the last who waited for it has gone.
 *
 * @param onFailed Called once it cannot come to a result any more: who wants it then must begin anew.
 */
export function share<T>(work: (signal: AbortSignal) => Promise<T>, onFailed: () => void): Shared<T> {
  const control = new AbortController();
  const running = work(control.signal);
  running.catch(onFailed);
  let waiting = 0;
  return (signal) => {
    if (signal.aborted) return Promise.reject(reasonOf(signal));
    waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(reasonOf(signal));
        waiting -= 1;
        if (waiting > 0) return;
        onFailed();
        control.abort(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      const stay = (): void => signal.removeEventListener('abort', leave);
      running.finally(stay).then(resolve, reject);
    });
  };
}

const reasonOf = ({ reason }: AbortSignal): Error => (reason instanceof Error ? reason : new Error(String(reason)));

interface Memory<K, T> {
  /** What is remembered under the key, or begun now; the oldest goes. */
  get(key: K, make: (signal: AbortSignal) => Promise<T>): Shared<T>;
}

/** Remembers the results of the last `most` runs. */
export function createMemory<K, T>(most: number): Memory<K, T> {
  const known = new Map<K, Shared<T>>();
  return {
    get(key, make) {
      const last = known.get(key);
      if (last !== undefined) return last;
      const forget = (): void => {
        if (known.get(key) === made) known.delete(key);
      };
      const made: Shared<T> = share(make, forget);
      known.set(key, made);
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
      return made;
    },
  };
}
