import type { RunReport, RunStep } from '../../../../main/contract/compose-runs';
import { NO_OUTPUT, type Output, withLines } from '../../../ui/output/output';

/** One run as it is told. */
export interface Report {
  /** In the order in which compose came to them. */
  readonly steps: readonly RunStep[];
  readonly output: Output;
  /** All of it was told. */
  readonly ended: boolean;
}

export const NO_REPORT: Report = { steps: [], output: NO_OUTPUT, ended: false };

/** What is known after this was told, too. */
export function reported(report: Report, news: RunReport): Report {
  switch (news.type) {
    case 'reset':
      return NO_REPORT;
    case 'steps':
      return {
        ...report,
        steps: [...new Map([...report.steps, ...news.steps].map((step) => [step.id, step] as const)).values()],
      };
    case 'log':
      return { ...report, output: withLines(report.output, news.lines, news.dropped) };
    case 'end':
      return { ...report, ended: true };
  }
}
