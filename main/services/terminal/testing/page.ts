import headless from '@xterm/headless';
import type { TerminalInput } from '../../../contract/terminal';
import type { Terminals } from '../terminals';

/** What a page does with a terminal, without a page: a real terminal emulator that acknowledges what it has taken. */
export interface TestPage {
  /** All bytes that came since the last `replay`. */
  bytes(): Buffer;
  /** Items other than bytes, by their type. */
  readonly events: readonly string[];
  /** Bytes taken in all. */
  taken(): number;
  /** The screen's and the scrollback's lines, without blanks at their ends; nothing after the last one with a word. */
  lines(): Promise<readonly string[]>;
  readonly screen: InstanceType<typeof headless.Terminal>;
  type(text: string | Uint8Array<ArrayBuffer>): void;
  readonly send: (item: TerminalInput) => void;
  /** Takes nothing until released. */
  readonly hold: () => void;
  readonly release: () => void;
  /** Resolves when the call is over. */
  readonly over: Promise<void>;
  leave(): Promise<void>;
}

/** Items to send, one after the other, as they come. */
interface Queue {
  readonly put: (item: TerminalInput) => void;
  readonly end: () => void;
  readonly items: AsyncIterable<TerminalInput>;
}

function queue(): Queue {
  const waiting: TerminalInput[] = [];
  let wake: () => void = () => undefined;
  let ended = false;
  return {
    put: (item) => {
      waiting.push(item);
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
    items: {
      async *[Symbol.asyncIterator]() {
        for (;;) {
          const item = waiting.shift();
          if (item !== undefined) yield item;
          else if (ended) return;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      },
    },
  };
}

function createGate(): { passed(): Promise<void>; readonly hold: () => void; readonly release: () => void } {
  let held = Promise.resolve();
  let release = (): void => undefined;
  return {
    passed: () => held,
    hold: () => {
      held = new Promise((resolve) => (release = resolve));
    },
    release: () => release(),
  };
}

/** @param keepBytes Whether `bytes` is wanted; a flood would fill the memory that a test measures. */
export function openPage(terminals: Terminals, id: string, keepBytes = true): TestPage {
  const screen = new headless.Terminal({ cols: 80, rows: 24, scrollback: 5000, allowProposedApi: true });
  const input = queue();
  const end = new AbortController();
  const events: string[] = [];
  let chunks: Uint8Array[] = [];
  let taken = 0;
  const gate = createGate();
  const view = terminals.view(id, end.signal, input.items);
  if (view === null) throw new Error('there is no such session');

  const draw = async (bytes: Uint8Array): Promise<void> => {
    taken += bytes.length;
    if (keepBytes) chunks.push(bytes);
    await written(screen, bytes);
    input.put({ type: 'ack', bytes: bytes.length });
  };
  const run = async (): Promise<void> => {
    for await (const item of view) {
      await gate.passed();
      if (item instanceof Uint8Array) {
        await draw(item);
        continue;
      }
      events.push(item.type);
      if (item.type === 'replay') {
        chunks = [];
        screen.reset();
      } else if (item.type === 'size') screen.resize(item.cols, item.rows);
    }
  };
  return {
    events,
    screen,
    bytes: () => Buffer.concat(chunks),
    taken: () => taken,
    lines: () => written(screen, '').then(() => linesOf(screen)),
    type: (text) => input.put(typeof text === 'string' ? new TextEncoder().encode(text) : text),
    send: input.put,
    hold: gate.hold,
    release: gate.release,
    over: run(),
    leave: async () => {
      end.abort();
      input.end();
      gate.release();
      await view.return();
    },
  };
}

const written = (screen: TestPage['screen'], data: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => screen.write(data, resolve));

function linesOf({ buffer }: TestPage['screen']): readonly string[] {
  const { active } = buffer;
  const lines = Array.from({ length: active.length }, (_, y) => active.getLine(y)?.translateToString(true) ?? '');
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}
