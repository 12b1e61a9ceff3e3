import type { TerminalInput, TerminalState } from '../../contract/terminal';
import type { EngineEvent } from '../engine/types';
import { createFrameReader, type FrameReader } from './frames';
import { createInput, type Input } from './input';
import type { Ending, Link } from './link';
import { createResizer, type Resizer } from './resizer';
import { createScrollback, type Scrollback } from './scrollback';
import { createShowing, type Showing } from './showing';
import { FIRST_SIZE, sameSize, type Sized } from './size';

/** A terminal that lives on whether a page shows it or not. */
export interface Session {
  state(): TerminalState;
  /** Rejects as `connect` does; then there is no session. */
  start(): Promise<void>;
  readonly view: Showing['view'];
  /** Something happened to its container. */
  note(event: EngineEvent): void;
  /** The engine is out of reach (and back). */
  away(): void;
  back(): void;
  /** Resolves when it is hung up. Never rejects. */
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Rejects with EngineError. */
  readonly connect: () => Promise<Link>;
  /** Whether the program may be made to wait for the page. */
  readonly mayWait: boolean;
  /** The state is another one. */
  readonly onChange: () => void;
}

/** A connection in use, and what serves it. */
interface Live {
  readonly link: Link;
  readonly frames: FrameReader | null;
  readonly input: Input;
  readonly resizer: Resizer;
}

interface Self extends SessionOptions {
  readonly scrollback: Scrollback;
  readonly showing: Showing;
  state: TerminalState;
  live: Live | null;
  size: Sized;
  compacting: boolean;
  closed: boolean;
  /** ms, by this machine's clock. */
  endedAt: number;
}

/** Leaves what the ended program may have left on: another screen, hidden cursor, mouse reports, bracketed paste. */
const TIDY_UP =
  '\x1b[?47l\x1b[!p\x1b[?9l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1006l\x1b[?2004l\x1b[?25h\x1b[0m\r\n';
/** The process may end a moment before its container does. */
const TOGETHER_MS = 3_000;

export function createSession(options: SessionOptions): Session {
  const scrollback = createScrollback();
  const showing = createShowing({
    scrollback,
    onInput: (item) => takeInput(self, item),
    onProgress: () => flow(self),
  });
  const self: Self = {
    ...{ ...options, scrollback, showing, state: { type: 'starting' }, live: null, size: FIRST_SIZE },
    ...{ compacting: false, closed: false, endedAt: 0 },
  };
  return {
    state: () => self.state,
    start: () => start(self),
    view: showing.view,
    note: (event) => note(self, event),
    away: () => {
      if (self.state.type === 'running') set(self, { type: 'away' });
    },
    back: () => back(self),
    close: async () => {
      self.closed = true;
      showing.close();
      await drop(self)?.link.hangUp();
    },
  };
}

function set(self: Self, state: TerminalState): void {
  if (self.closed) return;
  self.state = state;
  self.onChange();
}

/** Takes the connection out of use. */
function drop(self: Self): Live | null {
  const { live } = self;
  self.live = null;
  live?.resizer.end();
  return live;
}

/** Who writes waits for who reads, and for room; without a page nobody waits for it. */
function flow(self: Self): void {
  const { scrollback, showing, live } = self;
  if (scrollback.isFull() && !self.compacting && showing.position() > scrollback.start()) {
    self.compacting = true;
    void scrollback.compact(showing.position()).finally(() => {
      self.compacting = false;
      flow(self);
    });
  }
  if (live === null) return;
  if (self.mayWait && (showing.isBehind() || scrollback.isFull())) live.link.stream.pause();
  else live.link.stream.resume();
}

async function start(self: Self): Promise<void> {
  set(self, { type: 'starting' });
  const link = await self.connect();
  if (self.closed) {
    await link.hangUp();
    return;
  }
  const { stream } = link;
  const live: Live = {
    link,
    frames: link.framed ? createFrameReader() : null,
    input: createInput(stream),
    resizer: createResizer((size) => link.resize(size)),
  };
  self.live = live;
  stream.on('data', (bytes: Uint8Array) => receive(self, live, bytes));
  stream.once('end', () => stream.destroy());
  stream.once('close', () => void over(self, live));
  live.resizer.to(self.size);
  set(self, { type: 'running' });
  flow(self);
}

function receive(self: Self, { link, frames }: Live, bytes: Uint8Array): void {
  link.peek(bytes);
  for (const piece of frames?.push(bytes) ?? [bytes]) self.scrollback.append(piece);
  self.showing.wake();
  flow(self);
}

async function over(self: Self, live: Live): Promise<void> {
  if (self.live !== live) return;
  drop(self);
  set(self, { type: 'away' });
  const ending = await live.link.ending();
  // Nobody can get at it again.
  if (ending.why === 'lost') void live.link.hangUp();
  // It may have been started again meanwhile.
  if (self.state.type === 'away') end(self, ending);
}

function end(self: Self, ending: Ending): void {
  self.endedAt = Date.now();
  set(self, { type: 'ended', ...ending });
}

async function restart(self: Self): Promise<void> {
  if (self.state.type !== 'ended') return;
  self.scrollback.append(Buffer.from(TIDY_UP));
  self.showing.wake();
  try {
    await start(self);
  } catch (error) {
    end(self, { why: 'failed', exitCode: null, message: error instanceof Error ? error.message : String(error) });
  }
}

/** False: what was typed is too much, and was dropped. */
function takeInput(self: Self, item: Exclude<TerminalInput, { type: 'ack' }>): boolean {
  if (item instanceof Uint8Array) return self.live?.input.push(item) ?? true;
  if (item.type === 'restart') void restart(self);
  else if (!sameSize(self.size, item)) {
    self.size = { cols: item.cols, rows: item.rows };
    self.scrollback.resized(self.size);
    self.live?.resizer.to(self.size);
  }
  return true;
}

function note(self: Self, { action, attributes }: EngineEvent): void {
  const { state } = self;
  if (state.type !== 'ended') return;
  const together = state.why === 'exited' && Date.now() - self.endedAt < TOGETHER_MS;
  if (action === 'die' && together) end(self, { ...state, why: 'stopped', exitCode: codeIn(attributes) });
  else if (action === 'start' && state.why === 'stopped') end(self, { ...state, why: 'restarted' });
  else if (action === 'destroy') end(self, { ...state, why: 'removed' });
}

const codeIn = ({ exitCode = '' }: EngineEvent['attributes']): number | null =>
  /^\d{1,3}$/.test(exitCode) ? Number(exitCode) : null;

/** The engine is back: is the process? */
function back(self: Self): void {
  const { live, state } = self;
  if (state.type !== 'away' || live === null) return;
  live.link.isAlive().then(
    (alive) => {
      if (self.live !== live) return;
      if (alive) set(self, { type: 'running' });
      else live.link.stream.destroy();
    },
    () => undefined,
  );
}
