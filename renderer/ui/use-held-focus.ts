import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

interface HeldFocus {
  readonly onFocusCapture: () => void;
  readonly onBlurCapture: (event: FocusEvent) => void;
}

/**
 * While a line (`data-line`) of a grid has the focus, it goes with the active one: when another line becomes active, and when the
 * line that had it is gone or was scrolled out of what is rendered. It is never taken from elsewhere.
 *
 * @param find The active line's element; null: there is none, or it is not rendered.
 */
export function useHeldFocus(
  grid: RefObject<HTMLElement | null>,
  find: (grid: HTMLElement) => HTMLElement | null,
): HeldFocus {
  const held = useRef(false);
  useLayoutEffect(() => {
    const root = grid.current;
    if (root === null || !held.current) return;
    const focused = document.activeElement;
    const isLost = focused === null || focused === document.body;
    const line = find(root);
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
