import type { BuildReport, BuildStep } from '../../../../main/contract/builds';

/** A line as it came, hostile; or how many are not here. */
export type LogEntry = string | number;

export type StepLog = readonly LogEntry[];

/** One build as it is told. */
export interface Report {
  /** As it was built; null: not told yet. */
  readonly dockerfile: string | null;
  /** In their order. */
  readonly steps: readonly BuildStep[];
  /** By a step's index; null: of the build itself. */
  readonly logs: ReadonlyMap<number | null, StepLog>;
  /** All of it was told. */
  readonly ended: boolean;
}

export const NO_REPORT: Report = { dockerfile: null, steps: [], logs: new Map(), ended: false };
export const NO_LOG: StepLog = [];

/** Of one step; the last ones stay. Main keeps fewer. */
export const MOST_ENTRIES = 20_000;

function withSteps(before: readonly BuildStep[], news: readonly BuildStep[]): readonly BuildStep[] {
  const byIndex = new Map([...before, ...news].map((step) => [step.index, step] as const));
  return [...byIndex.values()].sort((a, b) => a.index - b.index);
}

const countOf = (entry: LogEntry): number => (typeof entry === 'number' ? entry : 1);

function withLines(log: StepLog, lines: readonly string[], dropped: number): StepLog {
  const all: StepLog = [...log, ...(dropped > 0 ? [dropped] : []), ...lines];
  if (all.length <= MOST_ENTRIES) return all;
  const cut = all.length - MOST_ENTRIES + 1;
  const lost = all.slice(0, cut).reduce<number>((sum, entry) => sum + countOf(entry), 0);
  return [lost, ...all.slice(cut)];
}

/** What is known after this was told, too. */
export function reported(report: Report, news: BuildReport): Report {
  switch (news.type) {
    case 'reset':
      return { ...NO_REPORT, dockerfile: news.dockerfile };
    case 'steps':
      return { ...report, steps: withSteps(report.steps, news.steps) };
    case 'log': {
      const log = withLines(report.logs.get(news.step) ?? NO_LOG, news.lines, news.dropped);
      return { ...report, logs: new Map([...report.logs, [news.step, log]]) };
    }
    case 'end':
      return { ...report, ended: true };
  }
}
