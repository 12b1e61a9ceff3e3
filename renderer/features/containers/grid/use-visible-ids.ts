import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useContext, useEffect } from 'react';
import type { Line } from '../list/lines';
import { MeasuresContext } from '../measures';

interface Sight {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rows: Virtualizer<HTMLElement, Element>;
  readonly lines: readonly Line[];
  /** A column that needs it is shown. */
  readonly measured: boolean;
  /** Whatever else decides whether the list can be seen. */
  readonly layout: string;
}

/** On a small screen the details lie over the list. */
const isCovered = (element: HTMLElement | null): boolean =>
  element === null || getComputedStyle(element).visibility === 'hidden';

const idsAt = (lines: readonly Line[], first: number, last: number): readonly string[] => {
  const seen = lines.slice(first, last + 1).flatMap((line) => (line.kind === 'row' ? [line.key] : line.ids));
  return [...new Set(seen)];
};

/** Tells which containers' values are in sight: those of the lines on screen, and all of a project whose sum is. */
export function useVisibleIds({ scroller, rows, lines, measured, layout }: Sight): void {
  const measures = useContext(MeasuresContext);
  const first = rows.range?.startIndex ?? 0;
  const last = rows.range?.endIndex ?? -1;
  useEffect(() => {
    const none = !measured || isCovered(scroller.current);
    measures?.onVisible(none ? [] : idsAt(lines, first, last));
  }, [measures, measured, lines, first, last, scroller, layout]);
  useEffect(() => () => measures?.onVisible([]), [measures]);
}
