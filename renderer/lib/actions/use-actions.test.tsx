// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { setBindings } from './bindings';
import { type Action, defineActions } from './define';
import { liveActions, useActions } from './use-actions';

afterEach(() => {
  cleanup();
  setBindings({});
});

let groups = 0;
interface Given {
  readonly keys: string | readonly string[];
  readonly title?: string;
  readonly typing?: boolean;
}
const define = ({ title = 'it', ...given }: Given): { readonly it: Action } =>
  defineActions({ id: `group-${String((groups += 1))}`, title: 'Group', reach: 'view' }, { it: { title, ...given } });

interface Props {
  readonly actions: { readonly it: Action };
  readonly run?: () => void;
}

function Keys({ actions, run }: Props) {
  useActions(actions, { it: run });
  return null;
}

const press = (target: Element, init: KeyboardEventInit): boolean => fireEvent.keyDown(target, init);

test('a key runs what is registered, and only that', () => {
  const run = vi.fn();
  render(<Keys actions={define({ keys: ['mod+j', 'F2'] })} run={run} />);
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
  render(<Keys actions={define({ keys: '?' })} run={run} />);
  press(document.body, { key: '?', shiftKey: true });
  press(document.body, { key: '?' });
  expect(run).toHaveBeenCalledTimes(2);
});

test('keys belong to who types, and to an open dialog', () => {
  const run = vi.fn();
  const slash = define({ keys: '/' });
  const { rerender } = render(
    <>
      <Keys actions={slash} run={run} />
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
      <Keys actions={slash} run={run} />
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
      <Keys actions={define({ keys: 'n' })} run={run} />
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
  const [one, two] = [define({ keys: 'x' }), define({ keys: 'x' })];
  const { rerender } = render(
    <>
      <Keys actions={one} run={first} />
      <Keys actions={two} run={second} />
    </>,
  );
  press(document.body, { key: 'x' });
  rerender(<Keys actions={one} run={first} />);
  press(document.body, { key: 'x' });
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
});

test('the latest function of a render is the one that runs', () => {
  const [old, present] = [vi.fn(), vi.fn()];
  const one = define({ keys: 'x' });
  const { rerender } = render(<Keys actions={one} run={old} />);
  rerender(<Keys actions={one} run={present} />);
  press(document.body, { key: 'x' });
  expect([old.mock.calls.length, present.mock.calls.length]).toEqual([0, 1]);
});

test('what is meant for who types works there, but not in a terminal', () => {
  const run = vi.fn();
  render(
    <>
      <Keys actions={define({ keys: 'mod+k', typing: true })} run={run} />
      <input aria-label="text" />
      <div className="xterm">
        <textarea aria-label="terminal" />
      </div>
    </>,
  );
  press(screen.getByLabelText('terminal'), { key: 'k', ctrlKey: true });
  expect(run).not.toHaveBeenCalled();
  press(screen.getByLabelText('text'), { key: 'k', ctrlKey: true });
  expect(run).toHaveBeenCalledOnce();
});

test("the user's own keys take the place of those it had", () => {
  const run = vi.fn();
  const actions = define({ keys: 'x' });
  render(<Keys actions={actions} run={run} />);
  setBindings({ [actions.it.id]: ['mod+Plus', 'shift+Space'] });
  press(document.body, { key: 'x' });
  expect(run).not.toHaveBeenCalled();
  press(document.body, { key: '+', ctrlKey: true, shiftKey: true });
  press(document.body, { key: ' ', shiftKey: true });
  expect(run).toHaveBeenCalledTimes(2);
  setBindings({ [actions.it.id]: [] });
  press(document.body, { key: '+', ctrlKey: true });
  expect(run).toHaveBeenCalledTimes(2);
});

test('what can be done now is known, once', () => {
  const actions = define({ keys: [] });
  const { rerender } = render(<Keys actions={actions} />);
  const ids = (): readonly string[] => liveActions().map(({ action }) => action.id);
  expect(ids()).toEqual([]);
  rerender(
    <>
      <Keys actions={actions} run={vi.fn()} />
      <Keys actions={actions} run={vi.fn()} />
    </>,
  );
  expect(ids()).toEqual([actions.it.id]);
});
