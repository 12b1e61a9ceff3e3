import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

interface KeptFocus {
  readonly onFocusCapture: () => void;
  readonly onBlurCapture: (event: FocusEvent) => void;
}

/**
 * A button of a state that is over is gone, and the focus with it, which the keyboard would then have to bring from the
 * page's top. The focus is never taken from elsewhere.
 * @param heir Selector of what gets it instead, in the same place: something that a second Enter does no harm with.
 */
export function useKeptFocus(place: RefObject<HTMLElement | null>, heir: string): KeptFocus {
  const held = useRef(false);
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (held.current && (focused === null || focused === document.body))
      place.current?.querySelector<HTMLElement>(heir)?.focus({ preventScroll: true });
  });
  return {
    onFocusCapture: () => {
      held.current = true;
    },
    onBlurCapture: ({ target }) => {
      // An element that is being removed loses the focus too; then it is still ours to give on.
      queueMicrotask(() => {
        if (target.isConnected && place.current?.contains(document.activeElement) !== true) held.current = false;
      });
    },
  };
}
