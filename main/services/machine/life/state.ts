import type { MachineState } from '../../../contract/machine';

/** The machine's state as its pages see it. */
export interface StateStore {
  get(): MachineState;
  /** Only what is named; told only when it differs. */
  set(patch: Partial<MachineState>): void;
  onChange(listener: () => void): () => void;
  /** How many listen. */
  listeners(): number;
  /** `listener` is called when the first one comes and the last one goes. */
  onListeners(listener: () => void): void;
}

export function createStateStore(initial: MachineState): StateStore {
  let state = initial;
  const listeners = new Set<() => void>();
  let onListeners: () => void = () => undefined;
  return {
    get: () => state,
    set: (patch) => {
      const next = { ...state, ...patch };
      if (JSON.stringify(next) === JSON.stringify(state)) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    onChange: (listener) => {
      listeners.add(listener);
      onListeners();
      return () => {
        listeners.delete(listener);
        onListeners();
      };
    },
    listeners: () => listeners.size,
    onListeners: (listener) => (onListeners = listener),
  };
}
