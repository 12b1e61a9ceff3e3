import { useEffect, useState } from 'react';
import { errorCode } from '../../../lib/errors';
import { whileVisible } from '../../../lib/while-visible';
import { watch } from '../../../rpc/use-stream';
import { NO_REPORT, type Report, reported } from './report';

interface Told {
  readonly report: Report;
  /** null: nothing is wrong. */
  readonly error: unknown;
}

/** Follows one run from its beginning to its end, while the page can be seen; it never stops at half of it. */
export function useReport(id: string): Told {
  const [told, setTold] = useState<Told>({ report: NO_REPORT, error: null });
  useEffect(() => {
    let report = NO_REPORT;
    const start = (): (() => void) => {
      if (report.ended) return () => undefined;
      const stop = watch(
        'compose.report',
        { id },
        {
          onReset: () => {
            report = NO_REPORT;
          },
          onItem: (news) => {
            report = reported(report, news);
            setTold({ report, error: null });
            // The stream is over too: it must not be subscribed again.
            if (report.ended) stop();
          },
          onLost: (error) => {
            if (errorCode(error) !== 'COMPOSE_FAULT') return;
            stop();
            setTold({ report, error });
          },
        },
      );
      return stop;
    };
    return whileVisible(start);
  }, [id]);
  return told;
}
