import fs from 'node:fs';
import path from 'node:path';
import type { LogLevel, LogLine } from '../../contract/diagnostics';
import { describeError } from './describe-error';
import { createKeptLines } from './kept-lines';
import { marked, readLogText } from './line-format';
import { createRepeats } from './repeats';

/** Slipway's own log. Never throws: a full disk must not stop the app. */
export interface AppLog {
  /**
   * One line of level `info`; secrets are masked, control characters escaped. The same line is written at most once a minute,
   * then with its count.
   */
  readonly log: (line: string) => void;
  /** `where` it was; of the error its words, its causes and where it was thrown, none of its other fields: they may hold anything. */
  readonly error: (where: string, error: unknown) => void;
  readonly debug: (line: string) => void;
  /** Less severe lines are dropped. `info` at first. */
  readonly setLevel: (level: LogLevel) => void;
  /** The last lines, also of the run before, the oldest first. */
  readonly recent: () => readonly LogLine[];
  readonly onLine: (listener: () => void) => () => void;
  /** Holds its files: the one written to first, then the one before. */
  readonly folder: string;
  readonly files: readonly string[];
  /** Why the last line could not be written, as the system names it; '': it was. */
  readonly problem: () => string;
  /** Writes the counts still open. */
  readonly close: () => void;
}

export interface LogOptions {
  /** The data folder: the log is in its `logs`. */
  readonly dir: string;
  /** Masks secrets; left out: nothing is masked. */
  readonly redact?: (text: string) => string;
  readonly now?: () => number;
}

const FILE_LIMIT = 1_048_576;
const LINE_LIMIT = 2000;
/** Of a line that is looked through for secrets: half of one at the end of what is kept would not be known as one. */
const LOOKED_AT = 16_384;
/** What is shown of the run before. */
const TAIL_BYTES = 65_536;
const OWNER_ONLY = 0o600;
const SEVERITY: Readonly<Record<LogLevel, number>> = { error: 0, info: 1, debug: 2 };

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** One line whatever it holds, so that what the engine says cannot pass for a line of ours. */
const oneLine = (line: string): string =>
  line
    .slice(0, LINE_LIMIT)
    .replace(CONTROL, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** '' where there is none, or it cannot be read. */
function tailOf(file: string): string {
  try {
    const handle = fs.openSync(file, 'r');
    try {
      const { size } = fs.fstatSync(handle);
      const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
      fs.readSync(handle, bytes, 0, bytes.length, size - bytes.length);
      const text = bytes.toString('utf8');
      // What is cut off at its beginning is no line.
      return size > bytes.length ? text.slice(text.indexOf('\n') + 1) : text;
    } finally {
      fs.closeSync(handle);
    }
  } catch {
    return '';
  }
}

/** Writes `<dir>/logs/slipway.log`; at 1 MiB it becomes `slipway.log.1` and a new one is begun. */
export function openLog({ dir, redact = (text) => text, now = Date.now }: LogOptions): AppLog {
  const folder = path.join(dir, 'logs');
  const file = path.join(folder, 'slipway.log');
  const kept = createKeptLines(readLogText(tailOf(file)));
  let level: LogLevel = 'info';
  let problem = '';

  const append = (line: string): void => {
    const text = `${new Date(now()).toISOString()} ${line}`;
    kept.add(readLogText(text));
    const bytes = Buffer.from(`${text}\n`);
    try {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (size + bytes.length > FILE_LIMIT) fs.renameSync(file, `${file}.1`);
      fs.appendFileSync(file, bytes, { mode: OWNER_ONLY });
      problem = '';
    } catch (error) {
      // There is nowhere left to say it but the view of the log.
      problem = error instanceof Error ? error.message : String(error);
    }
  };
  const repeats = createRepeats(append, now);
  const write = (of: LogLevel, line: string): void => {
    if (SEVERITY[of] <= SEVERITY[level]) repeats.say(marked(of, oneLine(redact(line.slice(0, LOOKED_AT)))));
  };
  return {
    log: (line) => write('info', line),
    error: (where, error) => write('error', `${where}: ${describeError(error)}`),
    debug: (line) => write('debug', line),
    setLevel: (next) => void (level = next),
    recent: kept.recent,
    onLine: kept.onLine,
    folder,
    files: [file, `${file}.1`],
    problem: () => problem,
    close: () => repeats.flush(),
  };
}
