import type { BuildReport } from '../../../../main/contract/builds';
import { type ReportKind, useWholeReport } from '../../../lib/use-whole-report';
import { watch } from '../../../rpc/use-stream';
import { NO_REPORT, type Report, reported } from './report';

const KIND: ReportKind<BuildReport, Report> = {
  ...{ none: NO_REPORT, reported, gone: 'BUILD_FAULT' },
  follow: (id, events) => watch('builds.report', { id }, events),
};

/** One build. */
export const useReport = (id: string) => useWholeReport(id, KIND);
