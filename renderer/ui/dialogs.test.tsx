// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ConfirmDialog } from './confirm-dialog';

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
  // jsdom has no layout, and the focus trap looks for what can be seen.
  Object.defineProperty(HTMLElement.prototype, 'offsetParent', { configurable: true, get: () => document.body });
});
afterEach(cleanup);

function open(busy = false) {
  const calls = { confirm: vi.fn(), cancel: vi.fn(), keyOutside: vi.fn() };
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <div onKeyDown={calls.keyOutside}>
        <ConfirmDialog
          opened
          title="Delete web?"
          confirmLabel="Delete"
          danger
          busy={busy}
          onConfirm={calls.confirm}
          onCancel={calls.cancel}
        >
          The writable layer is lost.
        </ConfirmDialog>
      </div>
    </MantineProvider>,
  );
  return calls;
}

test('it is named and described, and the safe choice has the focus', async () => {
  open();
  const dialog = screen.getByRole('alertdialog', { name: 'Delete web?' });
  const described = document.getElementById(dialog.getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toBe('The writable layer is lost.');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
});

test('Escape is a no, and stays within', () => {
  const calls = open();
  fireEvent.keyDown(screen.getByRole('button', { name: 'Cancel' }), { key: 'Escape' });
  expect(calls.cancel).toHaveBeenCalledOnce();
  expect(calls.confirm).not.toHaveBeenCalled();
  expect(calls.keyOutside).not.toHaveBeenCalled();
});

test('a click beside it is no answer', () => {
  const calls = open();
  const backdrop = screen.getByRole('alertdialog').parentElement;
  if (backdrop !== null) fireEvent.mouseDown(backdrop);
  expect(calls.cancel).not.toHaveBeenCalled();
});

test('the yes is given once', () => {
  const calls = open(true);
  fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  expect(calls.confirm).not.toHaveBeenCalled();
});
