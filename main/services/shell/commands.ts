import type { PageCommand } from '../../contract/host';

/** What pages are asked to do by what lies outside of them: the native menu. */
export interface Commands {
  /** Nobody there: it is forgotten, as whoever asked sees nothing happen. */
  send(command: PageCommand): void;
  onCommand(listener: (command: PageCommand) => void): () => void;
}

export function createCommands(): Commands {
  const listeners = new Set<(command: PageCommand) => void>();
  return {
    send: (command) => {
      for (const listener of listeners) listener(command);
    },
    onCommand(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
