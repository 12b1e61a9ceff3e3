import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CrashReport } from '../../contract/host';

export interface CrashReports {
  /** Writes one, synchronously: nothing may come after it. Its file; null: it could not be written. Never throws. */
  write(origin: string, error: unknown): string | null;
  /** The newest that nobody was told of, once; null: none. Never throws. */
  takeUntold(): CrashReport | null;
}

export interface CrashReportsOptions {
  readonly dataDir: string;
  /** Of the app and what it runs on, one line. */
  readonly about: string;
  /** Takes secrets out of a text. Left out: nothing is known to be one but what every text may hold (URLs with logins, authorization). */
  readonly redact?: (text: string) => string;
  readonly now?: () => Date;
}

/** The oldest go first. */
const MOST_REPORTS = 10;
const MOST_CHARACTERS = 64_000;
const MOST_CAUSES = 5;
const OWNER_ONLY = 0o600;
const NAME = /^crash-\d{4}-\d{2}-\d{2}T[\d-]+Z\.txt$/;
/** Its last line, once somebody was told of it. */
const TOLD = '\ntold\n';

/** Logins in URLs, and what stands in headers. More is known to those who know the secrets. */
const plainRedact = (text: string): string =>
  text
    .replace(/(:\/\/)[^/\s:@]{0,300}:[^/\s@]{0,1000}@/g, '$1***@')
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 ***')
    .replace(/(authorization|x-registry-auth|x-registry-config|cookie)(["']?\s*[:=]\s*)[^\s,}]+/gi, '$1$2***');

function describe(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error).slice(0, 4000);
  // Not the error's own properties: requests and answers hang on them, with what they carried.
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined || depth >= MOST_CAUSES
    ? own
    : `${own}\nCaused by: ${describe(error.cause, depth + 1)}`;
}

const names = (dir: string): string[] => {
  try {
    return fs
      .readdirSync(dir)
      .filter((name) => NAME.test(name))
      .sort();
  } catch {
    return [];
  }
};

/** Crashes of the main process, in `<data>/logs/crash-*.txt`. */
export function createCrashReports({
  dataDir,
  about,
  redact,
  now = () => new Date(),
}: CrashReportsOptions): CrashReports {
  const dir = path.join(dataDir, 'logs');
  const clean = (text: string): string => plainRedact((redact ?? ((same: string): string => same))(text));
  return {
    write(origin, error) {
      const at = now().toISOString();
      const file = path.join(dir, `crash-${at.replaceAll(/[:.]/g, '-')}.txt`);
      const text = `${at}\n${about}, ${os.type()} ${os.release()} ${os.arch()}\n${origin}\n\n${describe(error)}`;
      try {
        fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
        for (const old of names(dir).slice(0, 1 - MOST_REPORTS)) fs.rmSync(path.join(dir, old), { force: true });
        fs.writeFileSync(file, `${clean(text.slice(0, MOST_CHARACTERS))}\n`, { mode: OWNER_ONLY });
        return file;
      } catch {
        return null;
      }
    },
    takeUntold() {
      const name = names(dir).at(-1);
      if (name === undefined) return null;
      const file = path.join(dir, name);
      try {
        const text = fs.readFileSync(file, 'utf8');
        if (text.endsWith(TOLD)) return null;
        fs.appendFileSync(file, TOLD);
        const [at = '', , , , words = ''] = text.split('\n');
        return { file, at: Date.parse(at), words: words.slice(0, 300) };
      } catch {
        return null;
      }
    },
  };
}
