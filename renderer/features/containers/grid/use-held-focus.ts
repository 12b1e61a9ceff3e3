import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

interface HeldFocus {
  readonly onFocusCapture: () => void;
  readonly onBlurCapture: (event: FocusEvent) => void;
}

const lineElement = (grid: HTMLElement, key: string): HTMLElement | undefined =>
  [...grid.querySelectorAll<HTMLElement>('[data-line]')].find((line) => line.dataset.line === key);

/**
 * Keeps the focus on the active line: it follows when another line becomes active, and when the line that had it is gone
 * its successor takes it. The focus is never taken from elsewhere.
 */
export function useHeldFocus(grid: RefObject<HTMLElement | null>, activeKey: string | null): HeldFocus {
  const held = useRef(false);
  useLayoutEffect(() => {
    const root = grid.current;
    if (root === null || activeKey === null) return;
    const focused = document.activeElement;
    const line = lineElement(root, activeKey);
    const lost = held.current && (focused === null || focused === document.body);
    const elsewhere = focused?.closest('[data-line]') ?? null;
    const follows = elsewhere !== null && root.contains(elsewhere) && elsewhere !== line;
    if (lost || follows) line?.focus({ preventScroll: true });
  });
  return {
    onFocusCapture: () => {
      held.current = true;
    },
    onBlurCapture: ({ target }) => {
      // An element that is being removed loses the focus too; then it is still ours to give on.
      queueMicrotask(() => {
        if (target.isConnected && !grid.current?.contains(document.activeElement)) held.current = false;
      });
    },
  };
}
