import type { App } from 'electron';
import type { Desktop } from '../../app';

/** What becomes of Slipway's own engine. `usual`: nothing runs in it that anybody would miss. */
export type MachineEnd = 'usual' | 'stop' | 'keep';

export interface Quitting {
  /** By the user: what would end with it is asked first. */
  quit(): void;
  /** By the system, which waits for no answer. */
  quitQuietly(): void;
  isQuitting(): boolean;
  /** Once it quits. */
  machineEnd(): MachineEnd;
}

export interface QuittingOptions {
  readonly app: Pick<App, 'quit' | 'on'>;
  readonly desktop: Pick<Desktop, 'machineIsOn' | 'machineUse' | 'settings'>;
  /** null: not to quit after all. `containers` null: not known how many. */
  readonly ask: (
    containers: number | null,
  ) => Promise<{ readonly end: 'stop' | 'keep'; readonly always: boolean } | null>;
  /** The user stays after all. */
  readonly onStay: () => void;
}

/** Decides before anything closes; `before-quit` comes again once it is decided. */
export function createQuitting({ app, desktop, ask, onStay }: QuittingOptions): Quitting {
  let end: MachineEnd | null = null;
  let quietly = false;
  let deciding = false;

  const decide = async (): Promise<MachineEnd | null> => {
    const use = await desktop.machineUse();
    if (use === null) return 'usual';
    const { onQuit } = desktop.settings.value().desktop;
    if (onQuit !== 'ask') return onQuit;
    const answer = await ask(use.containers);
    if (answer === null) return null;
    if (answer.always) await desktop.settings.update({ desktop: { onQuit: answer.end } });
    return answer.end;
  };
  const go = async (): Promise<void> => {
    // Without an answer nothing is lost by the usual way.
    end = await decide().catch((): MachineEnd => 'usual');
    deciding = false;
    if (end === null) onStay();
    else app.quit();
  };
  const quietEnd = (): MachineEnd => (desktop.settings.value().desktop.onQuit === 'keep' ? 'keep' : 'usual');
  app.on('before-quit', (event) => {
    if (quietly || !desktop.machineIsOn()) end ??= quietly ? quietEnd() : 'usual';
    if (end !== null) return;
    event.preventDefault();
    if (deciding) return;
    deciding = true;
    void go();
  });
  return {
    quit: () => app.quit(),
    quitQuietly() {
      if (end !== null) return;
      quietly = true;
      app.quit();
    },
    isQuitting: () => end !== null,
    machineEnd: () => end ?? 'usual',
  };
}
