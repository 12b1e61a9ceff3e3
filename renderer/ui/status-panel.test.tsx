// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef, useState } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { StatusPanel } from './status-panel';

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
});
afterEach(cleanup);

function Part({ title }: { readonly title: string }) {
  const [shown, setShown] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);
  return (
    <>
      <button ref={button} onClick={() => setShown(!shown)}>
        {title}
      </button>
      {shown && (
        <StatusPanel
          {...{ id: title, title, button, tools: null, closeLabel: `Close ${title}` }}
          panelRef={panel}
          onClose={() => setShown(false)}
        >
          {title}
        </StatusPanel>
      )}
    </>
  );
}

test('one at a time; Escape closes it from within, and from its button', () => {
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <Part title="Tasks" />
      <Part title="News" />
    </MantineProvider>,
  );
  const open = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));
  const titles = (): readonly (string | null)[] =>
    screen.queryAllByRole('region').map((each) => each.getAttribute('aria-label'));
  open('Tasks');
  open('News');
  expect(titles()).toEqual(['News']);
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'News' }));
  open('Tasks');
  expect(titles()).toEqual(['Tasks']);
  fireEvent.keyDown(screen.getByRole('button', { name: 'Tasks' }), { key: 'Escape' });
  expect(titles()).toEqual([]);
  open('News');
  fireEvent.keyDown(screen.getByRole('button', { name: 'Close News' }), { key: 'Escape' });
  expect(titles()).toEqual([]);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'News' }));
});
