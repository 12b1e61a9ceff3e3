import fs from 'node:fs';
import path from 'node:path';
import { createRepeats } from './repeats';

/** Slipway's own log file. Never throws: a full disk must not stop the app. */
export interface AppLog {
  /** One line; control characters are escaped. The same line is written at most once a minute, then with its count. */
  readonly log: (line: string) => void;
  /** Writes the counts still open. */
  readonly close: () => void;
}

const FILE_LIMIT = 1_048_576;
const LINE_LIMIT = 2000;
const OWNER_ONLY = 0o600;

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** One line whatever it holds, so that what the engine says cannot pass for a line of ours. */
const oneLine = (line: string): string =>
  line
    .slice(0, LINE_LIMIT)
    .replace(CONTROL, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** Writes `<dir>/logs/slipway.log`; at 1 MiB it becomes `slipway.log.1` and a new one is begun. */
export function openLog(dir: string, now: () => number = Date.now): AppLog {
  const file = path.join(dir, 'logs', 'slipway.log');
  const append = (line: string): void => {
    const bytes = Buffer.from(`${new Date(now()).toISOString()} ${line}\n`);
    try {
      fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (size + bytes.length > FILE_LIMIT) fs.renameSync(file, `${file}.1`);
      fs.appendFileSync(file, bytes, { mode: OWNER_ONLY });
    } catch {
      // There is nowhere left to say it.
    }
  };
  const repeats = createRepeats(append, now);
  return {
    log: (line) => repeats.say(oneLine(line)),
    close: () => repeats.flush(),
  };
}
