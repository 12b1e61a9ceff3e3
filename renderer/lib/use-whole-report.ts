import { useEffect, useState } from 'react';
import { errorCode } from './errors';
import { whileVisible } from './while-visible';

export interface Told<R> {
  readonly report: R;
  /** null: nothing is wrong. */
  readonly error: unknown;
}

interface Events<N> {
  readonly onItem: (news: N) => void;
  /** What comes now starts from the beginning. */
  readonly onReset: () => void;
  readonly onLost: (error: unknown) => void;
}

/** One and the same at each rendering. */
export interface ReportKind<N, R> {
  /** Before anything was told. */
  readonly none: R;
  /** With what was told now. */
  readonly reported: (report: R, news: N) => R;
  /** The named error that says it is not there any more. */
  readonly gone: string;
  /** Watches it. @returns What ends that. */
  readonly follow: (id: string, events: Events<N>) => () => void;
}

/** Follows one piece of work from its beginning to its end, while the page can be seen; it never stops at half of it. */
export function useWholeReport<N, R extends { readonly ended: boolean }>(id: string, kind: ReportKind<N, R>): Told<R> {
  const [told, setTold] = useState<Told<R>>({ report: kind.none, error: null });
  useEffect(() => {
    let report = kind.none;
    const start = (): (() => void) => {
      if (report.ended) return () => undefined;
      const stop = kind.follow(id, {
        onReset: () => {
          report = kind.none;
        },
        onItem: (news) => {
          report = kind.reported(report, news);
          setTold({ report, error: null });
          // The stream is over too: it must not be subscribed again.
          if (report.ended) stop();
        },
        onLost: (error) => {
          if (errorCode(error) !== kind.gone) return;
          stop();
          setTold({ report, error });
        },
      });
      return stop;
    };
    return whileVisible(start);
  }, [id, kind]);
  return told;
}
