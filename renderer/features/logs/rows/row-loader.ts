import type { LogRow } from '../../../../main/contract/logs';
import { errorCode } from '../../../lib/errors';

/** As LOG_ROWS_LIMIT of the contract, of which the page has the types only. */
export const MOST_ROWS = 500;
/** Between two requests: as fast as the eye can follow a dragged thumb. */
const GAP_MS = 40;
/** After an answer that brought nothing, or none at all. */
const AFTER_FAILURE_MS = 1_000;

export interface RowsAnswer {
  readonly epoch: number;
  readonly from: number;
  readonly rows: readonly LogRow[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Options {
  readonly ask: (from: number, count: number, signal: AbortSignal) => Promise<RowsAnswer>;
  /** What of the wanted rows is not here. */
  readonly missing: (from: number, to: number) => Span | null;
  /** Returns false for what is of no use: rows of another epoch. */
  readonly take: (answer: RowsAnswer) => boolean;
}

export interface RowLoader {
  /** These rows are looked at, from now on and no others. */
  readonly want: (from: number, to: number) => void;
  readonly stop: () => void;
}

const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** Brings the rows one looks at; one request at a time, and given up when one has scrolled past it. */
export function createRowLoader({ ask, missing, take }: Options): RowLoader {
  let wanted: Span = { from: 0, to: 0 };
  let flight: { readonly span: Span; readonly controller: AbortController } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let notBefore = 0;
  let stopped = false;

  const fly = async (span: Span): Promise<void> => {
    const controller = new AbortController();
    const mine = { span, controller };
    flight = mine;
    notBefore = Date.now() + GAP_MS;
    try {
      const answer = await ask(span.from, span.to - span.from, controller.signal);
      if (!controller.signal.aborted && (!take(answer) || answer.rows.length === 0))
        notBefore = Date.now() + AFTER_FAILURE_MS;
    } catch (error) {
      if (errorCode(error) !== 'CANCELLED' && !controller.signal.aborted) notBefore = Date.now() + AFTER_FAILURE_MS;
    }
    if (flight === mine) flight = null;
    pump();
  };
  function pump(): void {
    clearTimeout(timer);
    if (stopped) return;
    if (flight !== null) {
      if (overlaps(flight.span, wanted)) return;
      flight.controller.abort();
      flight = null;
    }
    const gap = missing(wanted.from, wanted.to);
    if (gap === null) return;
    const wait = notBefore - Date.now();
    if (wait > 0) timer = setTimeout(pump, wait);
    else void fly({ from: gap.from, to: Math.min(gap.to, gap.from + MOST_ROWS) });
  }
  return {
    want(from, to) {
      wanted = { from, to };
      pump();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      flight?.controller.abort();
    },
  };
}
