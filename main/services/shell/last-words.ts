import type { CrashReports } from './crash-reports';

export interface LastWordsOptions {
  readonly reports: CrashReports;
  readonly log: (line: string) => void;
  /** Ends what can be ended in order; waited for at most `END_MS`. */
  readonly end: () => Promise<void>;
  /** Tells the user. `report`: its file; null: it could not be written. */
  readonly tell: (words: string, report: string | null) => void;
  readonly exit: (code: number) => void;
}

const END_MS = 5_000;
/** Of a Slipway that crashed (EX_SOFTWARE of sysexits.h). */
export const CRASHED = 70;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);

/**
 * What nobody caught is a bug, and after it nothing may be relied on: a report is written, what is under way ends in order, its user is told.
 * The first counts; what the ending itself throws is logged.
 */
export function watchForCrashes(options: LastWordsOptions): void {
  const { reports, log, end, tell, exit } = options;
  let dying = false;
  const die = (origin: string, error: unknown): void => {
    if (dying) {
      log(`while ending: ${words(error)}`);
      return;
    }
    dying = true;
    const report = reports.write(origin, error);
    log(`crash: ${origin}: ${words(error)}${report === null ? '' : `; report: ${report}`}`);
    const late = new Promise((resolve) => setTimeout(resolve, END_MS));
    void Promise.race([end(), late])
      .catch(() => undefined)
      .then(() => tell(words(error), report))
      .finally(() => exit(CRASHED));
  };
  process.on('uncaughtException', (error) => die('uncaughtException', error));
  process.on('unhandledRejection', (error) => die('unhandledRejection', error));
}
