import { type Virtualizer, defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

interface Window {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly keyOf: (index: number) => string;
  /** This line stays rendered wherever the list is scrolled to, so that the focus survives. */
  readonly pinned: number;
  /** px. */
  readonly rowHeight: number;
  /** Of what stays above the lines, px. */
  readonly headerHeight: number;
}

const OVERSCAN = 8;

/** The lines in sight, and the pinned one. */
export function useRowWindow(window: Window): Virtualizer<HTMLElement, Element> {
  const { scroller, count, keyOf, pinned, rowHeight, headerHeight } = window;
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized over what it returns
  return useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    overscan: OVERSCAN,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      if (pinned < 0 || pinned >= count || indexes.includes(pinned)) return indexes;
      return [...indexes, pinned].sort((a, b) => a - b);
    },
  });
}
