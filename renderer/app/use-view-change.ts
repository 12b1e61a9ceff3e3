import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { titleAt } from './views';

/**
 * Names the window after the view, and after a change of view moves the focus to its heading, so that a screen reader
 * begins there and the next Tab goes on from there; in a form to its first field. What opens within a view is the view's own
 * matter.
 */
export function useViewChange(main: RefObject<HTMLElement | null>): void {
  const [path] = useLocation();
  const title = titleAt(path);
  const last = useRef<string | null>(null);
  useEffect(() => {
    document.title = title === '' ? 'Slipway' : `${title} · Slipway`;
    const before = last.current;
    last.current = title;
    if (before === null || before === '' || before === title) return;
    const first = main.current?.querySelector<HTMLElement>('[data-autofocus]');
    const heading = main.current?.querySelector<HTMLElement>('h1[tabindex="-1"]');
    (first ?? heading ?? main.current)?.focus({ preventScroll: true });
  }, [main, title]);
}
