import type { App as ElectronApp } from 'electron';
import type { App } from '../../app';
import { APP_SCHEME } from './app-url';
import type { DesktopHost } from './desktop';

/** What is asked for from outside before the app can answer, and after. */
export interface Calls {
  /** Arguments of a program's start, among which may be a link, or files; none: just the window. */
  take(args: readonly string[]): void;
  serve(answer: (args: readonly string[]) => void): void;
}

function createCalls(): Calls {
  let early: (readonly string[])[] = [];
  let answer: ((args: readonly string[]) => void) | null = null;
  return {
    take: (args) => {
      if (answer === null) early.push(args);
      else answer(args);
    },
    serve(next) {
      answer = next;
      for (const args of early) answer(args);
      early = [];
    },
  };
}

/** Links and files come by an event on macOS, also before the app is ready, and elsewhere as arguments of another start. */
export function hearCalls(app: ElectronApp): Calls {
  const calls = createCalls();
  app.on('open-url', (event, url) => {
    event.preventDefault();
    calls.take([url]);
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    calls.take([file]);
  });
  app.on('second-instance', (_event, argv) => calls.take(argv.slice(1)));
  app.on('activate', () => calls.take([]));
  // A checkout's program is Electron itself, which would know nothing of Slipway.
  if (app.isPackaged) app.setAsDefaultProtocolClient(APP_SCHEME, process.execPath, ['--']);
  return calls;
}

/** Those that came, this start's own, and each one that comes. */
export function answerCalls({ desktop, log }: App, host: DesktopHost, calls: Calls): void {
  const open = (args: readonly string[]): void =>
    void desktop.open(args).catch((error: unknown) => log(`open: ${String(error)}`));
  calls.serve((args) => {
    host.show(null);
    open(args);
  });
  const args = process.argv.slice(1);
  host.begin(args);
  open(args);
}
