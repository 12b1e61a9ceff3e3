import { useLayoutEffect, useRef } from 'react';

/** Gives the focus back to where it was before, at once: the next key may be pressed already. */
export function useReturnedFocus(open: boolean): void {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (open) before.current = document.activeElement;
    else if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  }, [open]);
}
