// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Shortcut, useShortcutGroups, useShortcuts } from './shortcuts';

afterEach(cleanup);

function Keys({ shortcuts, title }: { readonly shortcuts: readonly Shortcut[]; readonly title?: string }) {
  useShortcuts(shortcuts, title);
  return null;
}

function List() {
  return useShortcutGroups().map(({ title, shortcuts }) => (
    <p key={title}>{[title, ...shortcuts.map(({ description }) => description)].join(' ')}</p>
  ));
}

const press = (target: Element, init: KeyboardEventInit): boolean => fireEvent.keyDown(target, init);

test('a key runs what is registered, and only that', () => {
  const run = vi.fn();
  render(<Keys shortcuts={[{ keys: ['mod+j', 'F2'], description: 'it', run }]} />);
  press(document.body, { key: 'j' });
  press(document.body, { key: 'j', ctrlKey: true, altKey: true });
  press(document.body, { key: 'j', ctrlKey: true, shiftKey: true });
  expect(run).not.toHaveBeenCalled();
  expect(press(document.body, { key: 'j', ctrlKey: true })).toBe(false);
  press(document.body, { key: 'F2' });
  expect(run).toHaveBeenCalledTimes(2);
});

test('a sign counts however the keyboard types it', () => {
  const run = vi.fn();
  render(<Keys shortcuts={[{ keys: '?', description: 'help', run }]} />);
  press(document.body, { key: '?', shiftKey: true });
  press(document.body, { key: '?' });
  expect(run).toHaveBeenCalledTimes(2);
});

test('keys belong to who types, and to an open dialog', () => {
  const run = vi.fn();
  const { rerender } = render(
    <>
      <Keys shortcuts={[{ keys: '/', description: 'filter', run }]} />
      <input aria-label="text" />
      <input aria-label="check" type="checkbox" />
    </>,
  );
  press(screen.getByLabelText('text'), { key: '/' });
  expect(run).not.toHaveBeenCalled();
  press(screen.getByLabelText('check'), { key: '/' });
  expect(run).toHaveBeenCalledOnce();
  rerender(
    <>
      <Keys shortcuts={[{ keys: '/', description: 'filter', run }]} />
      <div role="dialog" aria-modal />
    </>,
  );
  press(document.body, { key: '/' });
  expect(run).toHaveBeenCalledOnce();
});

test('who types within a shadow root has the keys too', () => {
  const run = vi.fn();
  render(
    <>
      <Keys shortcuts={[{ keys: 'n', description: 'new', run }]} />
      <div data-testid="host" />
    </>,
  );
  const root = screen.getByTestId('host').attachShadow({ mode: 'open' });
  const input = root.appendChild(document.createElement('input'));
  fireEvent.keyDown(input, { key: 'n', composed: true });
  expect(run).not.toHaveBeenCalled();
});

test('the latest registered wins, and gives way when it goes', () => {
  const [first, second] = [vi.fn(), vi.fn()];
  const { rerender } = render(
    <>
      <Keys shortcuts={[{ keys: 'x', description: 'one', run: first }]} />
      <Keys shortcuts={[{ keys: 'x', description: 'two', run: second }]} />
    </>,
  );
  press(document.body, { key: 'x' });
  rerender(<Keys shortcuts={[{ keys: 'x', description: 'one', run: first }]} />);
  press(document.body, { key: 'x' });
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
});

test('the latest function of a render is the one that runs', () => {
  const [old, present] = [vi.fn(), vi.fn()];
  const { rerender } = render(<Keys shortcuts={[{ keys: 'x', description: 'it', run: old }]} />);
  rerender(<Keys shortcuts={[{ keys: 'x', description: 'it', run: present }]} />);
  press(document.body, { key: 'x' });
  expect([old.mock.calls.length, present.mock.calls.length]).toEqual([0, 1]);
});

test('the help knows all keys, also those handled elsewhere', () => {
  render(
    <>
      <Keys title="List" shortcuts={[{ keys: '↑', description: 'up' }]} />
      <List />
    </>,
  );
  expect(screen.getByText('List up')).toBeDefined();
});
