import type { DriverEvent } from '../../driver';

export interface Listeners {
  add(listener: (event: DriverEvent) => void): () => void;
  tell(event: DriverEvent): void;
}

export function createListeners(): Listeners {
  const all = new Set<(event: DriverEvent) => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell(event) {
      for (const listener of [...all]) listener(event);
    },
  };
}
