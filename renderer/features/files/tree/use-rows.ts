import { type Virtualizer, defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

/** As in `tree.module.css`. */
export const ROW_HEIGHT = 26;
export const HEADER_HEIGHT = 26;
const OVERSCAN = 8;

interface Options {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly keyOf: (index: number) => string;
  /** Stays rendered wherever the list is scrolled to, so that the focus survives. */
  readonly pinned: number;
}

export function useRows({ scroller, count, keyOf, pinned }: Options): Virtualizer<HTMLElement, Element> {
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized over what it returns
  return useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: keyOf,
    overscan: OVERSCAN,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      if (pinned < 0 || pinned >= count || indexes.includes(pinned)) return indexes;
      return [...indexes, pinned].sort((a, b) => a - b);
    },
  });
}
