import type { Duplex } from 'node:stream';
import { say } from '../../../../../texts/say';

/** `refused`: QEMU's own answer, in its words. */
export type QmpErrorKind = 'closed' | 'timeout' | 'refused';

export class QmpError extends Error {
  override readonly name = 'QmpError';
  constructor(
    readonly kind: QmpErrorKind,
    message: string,
  ) {
    super(message);
  }
}

export interface QmpEvent {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A greeted connection to QEMU's monitor. */
export interface Qmp {
  /** Resolves with what is in `return`. Throws QmpError. */
  execute(command: string, args?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Of the monitor for people, for what the protocol lacks; resolves with its text. */
  human(line: string): Promise<string>;
  onEvent(listener: (event: QmpEvent) => void): void;
  /** Resolves when the other side is gone, or after `close`. */
  readonly closed: Promise<void>;
  close(): void;
}

/** QEMU answers in milliseconds, unless its main loop hangs in a disk or a network file system. */
const ANSWER_MS = 5_000;
/** Its longest answers are some 100 KB. */
const LINE_LIMIT = 4_194_304;

type Message = Readonly<Record<string, unknown>>;

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null: no message of the protocol; it is passed over, as one bad line says nothing of the next. */
const parse = (line: string): Message | null => {
  try {
    const value: unknown = JSON.parse(line);
    return isMessage(value) ? value : null;
  } catch {
    return null;
  }
};

/** Calls back once a line; false: a line that never ends. */
const lineReader = (onLine: (line: string) => void): ((chunk: string) => boolean) => {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
    return rest.length <= LINE_LIMIT;
  };
};

const refusal = (error: unknown): QmpError =>
  new QmpError('refused', isMessage(error) && typeof error.desc === 'string' ? error.desc : 'QEMU refused.');

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: QmpError) => void;
}

/** Calls in flight, by id. */
const createCalls = () => {
  const pending = new Map<number, Pending>();
  let last = 0;
  return {
    add: (command: string, send: (id: number) => void): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const id = ++last;
        const timer = setTimeout(() => {
          pending.delete(id);
          reject(
            new QmpError(
              'timeout',
              say('QEMU did not answer {command} within {answerMs} ms.', { command, answerMs: ANSWER_MS }),
            ),
          );
        }, ANSWER_MS);
        const settle =
          <T>(then: (value: T) => void) =>
          (value: T): void => {
            clearTimeout(timer);
            pending.delete(id);
            then(value);
          };
        pending.set(id, { resolve: settle(resolve), reject: settle(reject) });
        send(id);
      }),
    answer: (message: Message): void => {
      const call = typeof message.id === 'number' ? pending.get(message.id) : undefined;
      if (call === undefined) return;
      if ('error' in message) call.reject(refusal(message.error));
      else call.resolve(message.return);
    },
    failAll: (error: QmpError): void => [...pending.values()].forEach((call) => call.reject(error)),
  };
};

/** Over an open stream: waits for the greeting, leaves the negotiation mode. Throws QmpError; then the stream is destroyed. */
export async function openQmp(stream: Duplex, greetingMs: number): Promise<Qmp> {
  const calls = createCalls();
  const listeners: ((event: QmpEvent) => void)[] = [];
  let greet: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => void stream.once('close', resolve));
  const greeted = new Promise<void>((resolve) => (greet = resolve));
  const onMessage = (message: Message | null): void => {
    if (message === null) return;
    if ('QMP' in message) greet();
    else if (typeof message.event === 'string') {
      const event = { name: message.event, data: isMessage(message.data) ? message.data : {} };
      listeners.forEach((listener) => listener(event));
    } else calls.answer(message);
  };
  const read = lineReader((line) => onMessage(parse(line)));
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    if (!read(chunk)) stream.destroy();
  });
  stream.on('end', () => stream.destroy());
  stream.on('error', () => undefined);
  stream.once('close', () => calls.failAll(new QmpError('closed', say('QEMU closed the connection.'))));

  const execute: Qmp['execute'] = (command, args) => {
    if (stream.destroyed) return Promise.reject(new QmpError('closed', say('The connection to QEMU is closed.')));
    return calls.add(command, (id) => {
      stream.write(`${JSON.stringify({ execute: command, id, ...(args !== undefined && { arguments: args }) })}\r\n`);
    });
  };
  try {
    await within(greeted, closed, greetingMs);
    await execute('qmp_capabilities');
  } catch (error) {
    stream.destroy();
    throw error;
  }
  return {
    execute,
    human: async (line) => {
      const said = await execute('human-monitor-command', { 'command-line': line });
      return typeof said === 'string' ? said.replaceAll('\r', '') : '';
    },
    onEvent: (listener) => void listeners.push(listener),
    closed,
    close: () => stream.destroy(),
  };
}

async function within(greeted: Promise<void>, closed: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new QmpError('timeout', say('QEMU did not greet within {ms} ms.', { ms }))), ms);
  });
  const gone = closed.then(() => {
    throw new QmpError('closed', say('QEMU closed the connection before it greeted.'));
  });
  // Whichever loses the race later must not count as unhandled.
  gone.catch(() => undefined);
  try {
    await Promise.race([greeted, gone, late]);
  } finally {
    clearTimeout(timer);
  }
}
