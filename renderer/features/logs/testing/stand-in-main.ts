import { vi } from 'vitest';
import type { LogRow, LogStatus } from '../../../../main/contract/logs';
import { rpc } from '../../../rpc/client';
import { logRow, logStatus } from './rows';

interface Told {
  readonly onItem: (status: LogStatus) => void;
}

interface Ask {
  readonly path: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const START = 1_700_000_000_000_000;

type Answers = Readonly<Record<string, (input: Ask['input']) => unknown>>;

const CONSTANT: Answers = {
  'logs.findNext': () => null,
  'logs.filter': () => ({ version: 1 }),
  'logs.find': () => ({ version: 1 }),
  'logs.clear': () => undefined,
  'settings.update': () => undefined,
  'logs.histogram': () => ({
    ...{ complete: true, fromMicros: START, bucketMicros: 1_000_000, buckets: [], levels: {} },
  }),
};

interface Log {
  readonly status: () => LogStatus;
  readonly rowAt: (row: number) => LogRow;
  readonly firstRow: (passes: (line: number) => boolean) => number;
  readonly text: (line: number) => string;
}

const answersOf = ({ status, rowAt, firstRow, text }: Log): Answers => ({
  'logs.rows': (input) => {
    const from = Number(input.from);
    const count = Math.max(0, Math.min(Number(input.count), status().rows - from));
    return { epoch: status().epoch, from, rows: Array.from({ length: count }, (_, index) => rowAt(from + index)) };
  },
  'logs.rowAtTime': ({ micros }) => ({ row: firstRow((line) => START + line * 1000 >= Number(micros)) }),
  'logs.rowOfLine': ({ line }) => ({ row: firstRow((other) => other >= Number(line)) }),
  'logs.line': ({ line }) => ({ text: text(Number(line)), bytes: text(Number(line)).length }),
});

/** Main with one log in it: line n was written n ms after the first; all calls are answered from it. */
export function standInMain(given: { readonly lines: number }) {
  const asked: Ask[] = [];
  let told: Told = { onItem: () => undefined };
  let status = logStatus({ rows: given.lines, lines: given.lines });
  /** Shown row -> line. */
  let lineOf = (row: number): number => row;
  let textOf = (line: number): string => `line ${line}`;
  const rowAt = (row: number): LogRow => {
    const line = lineOf(row);
    return logRow({ line: status.preview ? row : line, text: textOf(line), timeMicros: START + line * 1000 });
  };
  const firstRow = (passes: (line: number) => boolean): number => {
    for (let row = 0; row < status.rows; row++) if (passes(lineOf(row))) return row;
    return Math.max(0, status.rows - 1);
  };
  const answers: Answers = {
    ...CONSTANT,
    ...answersOf({ status: () => status, rowAt, firstRow, text: (line) => textOf(line) }),
  };
  vi.spyOn(rpc, 'call').mockImplementation(async (path, input) => {
    const ask = { path, input: input as Ask['input'] };
    asked.push(ask);
    return answers[path]?.(ask.input) as never;
  });
  const tell = (change: Partial<LogStatus> = {}): void => {
    status = { ...status, firstMicros: START, lastMicros: START + (given.lines + 1e9) * 1000, ...change };
    told.onItem(status);
  };
  return {
    asked,
    tell,
    START,
    /** As `watch` of renderer/rpc/use-stream. */
    watch: (_path: string, _input: unknown, events: Told) => {
      told = events;
      return () => undefined;
    },
    /** From now on row n shows that line. */
    renumber: (next: (row: number) => number) => (lineOf = next),
    write: (next: (line: number) => string) => (textOf = next),
    askedFor: (path: string) => asked.filter((ask) => ask.path === path),
  };
}
