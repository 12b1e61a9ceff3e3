import type { RunReport } from '../../../../main/contract/compose-runs';
import { type ReportKind, useWholeReport } from '../../../lib/use-whole-report';
import { watch } from '../../../rpc/use-stream';
import { NO_REPORT, type Report, reported } from './report';

const KIND: ReportKind<RunReport, Report> = {
  ...{ none: NO_REPORT, reported, gone: 'COMPOSE_FAULT' },
  follow: (id, events) => watch('compose.report', { id }, events),
};

/** One call of the compose CLI. */
export const useReport = (id: string) => useWholeReport(id, KIND);
