import type { BuildReport, BuildStep } from '../../../../main/contract/builds';
import { NO_OUTPUT, type Output, withLines } from '../../../ui/output/output';

/** One build as it is told. */
export interface Report {
  /** As it was built; null: not told yet. */
  readonly dockerfile: string | null;
  /** In their order. */
  readonly steps: readonly BuildStep[];
  /** By a step's index; null: of the build itself. */
  readonly logs: ReadonlyMap<number | null, Output>;
  /** All of it was told. */
  readonly ended: boolean;
}

export const NO_REPORT: Report = { dockerfile: null, steps: [], logs: new Map(), ended: false };

function withSteps(before: readonly BuildStep[], news: readonly BuildStep[]): readonly BuildStep[] {
  const byIndex = new Map([...before, ...news].map((step) => [step.index, step] as const));
  return [...byIndex.values()].sort((a, b) => a.index - b.index);
}

/** What is known after this was told, too. */
export function reported(report: Report, news: BuildReport): Report {
  switch (news.type) {
    case 'reset':
      return { ...NO_REPORT, dockerfile: news.dockerfile };
    case 'steps':
      return { ...report, steps: withSteps(report.steps, news.steps) };
    case 'log': {
      const log = withLines(report.logs.get(news.step) ?? NO_OUTPUT, news.lines, news.dropped);
      return { ...report, logs: new Map([...report.logs, [news.step, log]]) };
    }
    case 'end':
      return { ...report, ended: true };
  }
}
