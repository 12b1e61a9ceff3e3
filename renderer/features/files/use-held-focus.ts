import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

interface HeldFocus {
  readonly onFocusCapture: () => void;
  readonly onBlurCapture: (event: FocusEvent) => void;
}

/**
 * While a line has the focus, it goes with the active one, also when the line that had it was scrolled out of what is rendered;
 * it is never taken from elsewhere.
 */
export function useHeldFocus(grid: RefObject<HTMLElement | null>, index: number): HeldFocus {
  const held = useRef(false);
  useLayoutEffect(() => {
    const root = grid.current;
    if (root === null || !held.current) return;
    const focused = document.activeElement;
    const isLost = focused === null || focused === document.body;
    const line = root.querySelector<HTMLElement>(`[data-index="${index}"]`);
    const elsewhere = focused?.closest('[data-line]') ?? null;
    const follows = elsewhere !== null && root.contains(elsewhere) && elsewhere !== line;
    if (isLost || follows) line?.focus({ preventScroll: true });
  });
  return {
    onFocusCapture: () => {
      held.current = true;
    },
    onBlurCapture: ({ target }) => {
      // What is being removed loses the focus too; then it is still ours to give on.
      queueMicrotask(() => {
        if (target.isConnected && !grid.current?.contains(document.activeElement)) held.current = false;
      });
    },
  };
}
