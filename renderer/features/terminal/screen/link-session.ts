import type { Terminal } from '@xterm/xterm';
import type { TerminalInput, TerminalOutput } from '../../../../main/contract/terminal';
import { errorCode } from '../../../lib/errors';
import { rpc } from '../../../rpc/client';
import { connection } from '../../../rpc/connect';
import { flood } from './frame-pace';
import { createStringLimit } from './string-limit';

export type LinkState =
  /** What was on the screen is being drawn. */
  | 'replaying'
  | 'live'
  /** Another page shows it. */
  | 'taken'
  /** No connection to Slipway; it is made again by itself. */
  | 'lost'
  | 'gone';

export interface LinkEvents {
  readonly onState: (state: LinkState) => void;
  /** More was typed than the program reads. */
  readonly onOverrun: () => void;
}

/** The way between a terminal in the page and its session in main. */
export interface SessionLink {
  send(item: TerminalInput): void;
  /** In pieces, in order. */
  type(bytes: Uint8Array<ArrayBuffer>): void;
  /** Takes it (back) from another page. */
  take(): void;
  close(): void;
}

/** Main lets far more than this be under way; a message for each keystroke's echo would only cost. */
const ACK_STEP = 32 * 1024;
const PIECE = 32 * 1024;
/** No person's typing, nor what answers it. */
const FLOOD = 8 * 1024;

type Call = ReturnType<typeof rpc.duplex<'terminal.attach'>>;

export function linkSession(terminal: Terminal, session: string, events: LinkEvents): SessionLink {
  const closed = new AbortController();
  let call: Call | null = null;

  const send = (item: TerminalInput): Promise<void> => {
    // A call that is over says so where it is read.
    return call?.send(item).catch(() => undefined) ?? Promise.resolve();
  };
  const follow = async (): Promise<void> => {
    while (!closed.signal.aborted) {
      try {
        call = rpc.duplex('terminal.attach', { session }, { signal: closed.signal });
        if ((await show(call.received, terminal, { send, events })) === 'taken') return;
        events.onState('gone');
        return;
      } catch (error) {
        if (isAborted(closed.signal)) return;
        if (errorCode(error) !== 'CONNECTION_LOST') {
          events.onState('gone');
          return;
        }
        events.onState('lost');
        await isOpenAgain(closed.signal);
      } finally {
        call = null;
      }
    }
  };
  let typing: Promise<void> = Promise.resolve();
  void follow();
  return {
    send: (item) => void send(item),
    type: (bytes) => {
      typing = typing.then(async () => {
        for (let at = 0; at < bytes.length; at += PIECE) await send(bytes.slice(at, at + PIECE));
      });
    },
    take: () => void follow(),
    close: () => closed.abort(),
  };
}

// A function, because the compiler takes a condition it has seen for settled, awaits or not.
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

interface Shown {
  readonly send: (item: TerminalInput) => Promise<void>;
  readonly events: LinkEvents;
}

/** Draws what comes; resolves when no more does. */
async function show(
  received: AsyncIterable<TerminalOutput>,
  terminal: Terminal,
  { send, events }: Shown,
): Promise<'taken' | 'over'> {
  const drawn = (): Promise<void> => new Promise((resolve) => terminal.write('', resolve));
  let limit = createStringLimit();
  let owed = 0;
  const draw = (bytes: Uint8Array): void => {
    if (bytes.length >= FLOOD) flood();
    terminal.write(limit.pass(bytes), () => {
      owed += bytes.length;
      if (owed < ACK_STEP) return;
      void send({ type: 'ack', bytes: owed });
      owed = 0;
    });
  };
  for await (const item of received) {
    if (item instanceof Uint8Array) {
      draw(item);
      continue;
    }
    if (item.type !== 'overrun') await drawn();
    if (item.type === 'replay') {
      terminal.reset();
      limit = createStringLimit();
      events.onState('replaying');
    } else if (item.type === 'size') terminal.resize(item.cols, item.rows);
    else if (item.type === 'live') events.onState('live');
    else if (item.type === 'overrun') events.onOverrun();
    else {
      events.onState('taken');
      return 'taken';
    }
  }
  return 'over';
}

/** Resolves when there is a connection to Slipway, or `signal` is aborted. */
const isOpenAgain = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (connection.get() !== 'open' && !signal.aborted) return;
      stop();
      signal.removeEventListener('abort', look);
      resolve();
    };
    const stop = connection.subscribe(look);
    signal.addEventListener('abort', look);
    look();
  });
