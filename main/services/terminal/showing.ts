import type { TerminalInput, TerminalOutput } from '../../contract/terminal';
import type { Scrollback } from './scrollback';
import { createViewer, type Viewer, WINDOW } from './viewer';

/** The page that shows a terminal: one at a time, the latest. */
export interface Showing {
  /** What a page gets; it ends with `signal`, when another page takes over, and at `close`. */
  readonly view: (
    signal: AbortSignal,
    sent: AsyncIterable<TerminalInput>,
  ) => AsyncGenerator<TerminalOutput, void, undefined>;
  /** There is more to show. */
  wake(): void;
  /** The page has as much on its way as it may. */
  isBehind(): boolean;
  /** Up to where all has been shown; everything, where nobody looks. */
  position(): number;
  close(): void;
}

export interface ShowingOptions {
  readonly scrollback: Scrollback;
  /** What the page sends; false: it was too much, and was dropped. */
  readonly onInput: (item: Exclude<TerminalInput, { type: 'ack' }>) => boolean;
  /** The page has taken something, or is gone. */
  readonly onProgress: () => void;
}

/** A program that prints fast does so in small pieces, each of which costs the page as much as a large one. */
const GATHER_MS = 4;
const GATHERED = 16 * 1024;

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const TAKEN: TerminalOutput = { type: 'taken' };

interface Page {
  readonly viewer: Viewer;
  taken: boolean;
  overrun: boolean;
  wake: () => void;
}

interface Self extends ShowingOptions {
  shown: Page | null;
  closed: boolean;
}

export function createShowing(options: ShowingOptions): Showing {
  const self: Self = { ...options, shown: null, closed: false };
  return {
    view: (signal, sent) => view(self, signal, sent),
    wake: () => self.shown?.wake(),
    isBehind: () => self.shown !== null && self.shown.viewer.pending() >= WINDOW,
    position: () => self.shown?.viewer.position() ?? self.scrollback.end(),
    close: () => {
      self.closed = true;
      self.shown?.wake();
    },
  };
}

async function* view(
  self: Self,
  signal: AbortSignal,
  sent: AsyncIterable<TerminalInput>,
): AsyncGenerator<TerminalOutput, void, undefined> {
  takeOver(self.shown);
  const viewer = createViewer(self.scrollback);
  const page: Page = { viewer, taken: false, overrun: false, wake: () => undefined };
  self.shown = page;
  void listen(self, page, sent);
  const wake = (): void => page.wake();
  signal.addEventListener('abort', wake, { once: true });
  try {
    while (!signal.aborted && !self.closed) {
      const item = nextFor(page);
      if (item === null) {
        await new Promise<void>((resolve) => (page.wake = resolve));
        continue;
      }
      yield item;
      if (item === TAKEN) return;
      self.onProgress();
      if (item instanceof Uint8Array && item.length < GATHERED) await rest(GATHER_MS);
    }
  } finally {
    signal.removeEventListener('abort', wake);
    if (self.shown === page) self.shown = null;
    self.onProgress();
  }
}

/** Nothing that the page sends waits for anything: an acknowledgement behind a paste would hold up the output. */
async function listen(self: Self, page: Page, sent: AsyncIterable<TerminalInput>): Promise<void> {
  try {
    for await (const item of sent) {
      if (self.shown !== page) return;
      if (!(item instanceof Uint8Array) && item.type === 'ack') page.viewer.acknowledge(item.bytes);
      else if (!self.onInput(item)) page.overrun = true;
      page.wake();
      self.onProgress();
    }
  } catch {
    // The call is over, and its reader knows.
  }
}

function takeOver(before: Page | null): void {
  if (before === null) return;
  before.taken = true;
  before.wake();
}

function nextFor(page: Page): TerminalOutput | null {
  if (page.taken) return TAKEN;
  if (!page.overrun) return page.viewer.next();
  page.overrun = false;
  return { type: 'overrun' };
}
