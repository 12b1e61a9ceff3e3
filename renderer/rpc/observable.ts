/** A value that tells of its changes. */
export interface Observable<T> {
  readonly get: () => T;
  /** Called after each change; returns how to stop it. */
  readonly subscribe: (listener: () => void) => () => void;
}

export interface Settable<T> extends Observable<T> {
  readonly set: (value: T) => void;
}

export const observable = <T>(initial: T): Settable<T> => {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};

/** Resolves with the first value, the present one included, that passes; with null when the signal is aborted before. */
export const firstOf = <T, S extends T>(
  source: Observable<T>,
  passes: (value: T) => value is S,
  signal?: AbortSignal,
): Promise<S | null> =>
  new Promise((resolve) => {
    const look = (): void => {
      const value = source.get();
      if (signal?.aborted === true) settle(null);
      else if (passes(value)) settle(value);
    };
    const settle = (value: S | null): void => {
      stop();
      signal?.removeEventListener('abort', look);
      resolve(value);
    };
    const stop = source.subscribe(look);
    signal?.addEventListener('abort', look);
    look();
  });
