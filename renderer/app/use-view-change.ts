import { type RefObject, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { viewAt } from './views';

/**
 * Names the window after the view, and after a change of view moves the focus to its heading, so that a screen reader
 * begins there and the next Tab goes on from there. What opens within a view is the view's own matter.
 */
export function useViewChange(main: RefObject<HTMLElement | null>): void {
  const [path] = useLocation();
  const view = viewAt(path);
  const title = view?.title ?? (path === '/' ? '' : 'Not found');
  const last = useRef<string | null>(null);
  useEffect(() => {
    document.title = title === '' ? 'Slipway' : `${title} · Slipway`;
    const before = last.current;
    last.current = title;
    if (before === null || before === '' || before === title) return;
    const heading = main.current?.querySelector<HTMLElement>('h1[tabindex="-1"]');
    (heading ?? main.current)?.focus({ preventScroll: true });
  }, [main, title]);
}
