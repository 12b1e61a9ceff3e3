import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { ThemeProvider } from '../../../ui/theme/theme-provider';

const nothing = (): void => undefined;

/** What jsdom lacks: sizes, and their observers. */
function fillIn(): void {
  const NoResizes = vi.fn(function () {
    return { observe: nothing, unobserve: nothing, disconnect: nothing };
  });
  vi.stubGlobal('ResizeObserver', NoResizes);
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: nothing, removeEventListener: nothing }));
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(320);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
}

/** Renders within what the app gives every view. */
export function renderOnPage(view: ReactNode): void {
  fillIn();
  render(
    <Router hook={memoryLocation({ path: '/containers' }).hook}>
      <ThemeProvider scheme="light">
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          {view}
        </QueryClientProvider>
      </ThemeProvider>
    </Router>,
  );
}
