// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renderOnPage } from '../../features/containers/testing/page';
import { RawJson } from './raw-json';

const copied: string[] = [];
const JSON_TEXT = JSON.stringify({
  Id: 'cafe',
  Config: { Env: ['DB_PASSWORD=hunter2', 'MODE=fast'], Labels: { big: `${'x'.repeat(5000)}needle` } },
});

beforeEach(() => {
  copied.length = 0;
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void copied.push(text) } });
  renderOnPage(<RawJson json={JSON_TEXT} />);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const lines = (): string => screen.getByRole('group', { name: 'JSON' }).textContent;
const press = (name: RegExp): boolean => fireEvent.click(screen.getByRole('button', { name }));
const search = (text: string): boolean =>
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search the JSON' }), { target: { value: text } });

test('secrets are masked until shown, and found only then', async () => {
  expect(lines()).toContain('"DB_PASSWORD=••••••••"');
  search('hunter2');
  await screen.findByText('Not found');
  press(/Show secrets/);
  expect(lines()).toContain('"DB_PASSWORD=hunter2"');
  await screen.findByText('1 of 1');
});

test('each copy says what it is', async () => {
  press(/Copy with secrets masked/);
  await waitFor(() => expect(copied).toHaveLength(1));
  press(/Copy as is/);
  await waitFor(() => expect(copied).toHaveLength(2));
  expect(copied[0]).not.toContain('hunter2');
  expect(JSON.parse(copied[1] ?? '')).toEqual(JSON.parse(JSON_TEXT));
});

test('a long line is cut until asked for, or until something is found in it', async () => {
  expect(lines()).not.toContain('needle');
  expect(screen.getByRole('button', { name: /Show all \(5/ })).toBeTruthy();
  search('needle');
  await screen.findByText('1 of 1');
  expect(screen.queryByRole('button', { name: /Show all/ })).toBeNull();
});

test('Enter goes to the next match and round to the first', async () => {
  search('a');
  await screen.findByText(/^1 of/);
  const count = Number(/of (\d+)/.exec(screen.getByText(/^1 of/).textContent)?.[1]);
  expect(count).toBeGreaterThan(2);
  const box = screen.getByRole('searchbox', { name: 'Search the JSON' });
  fireEvent.keyDown(box, { key: 'Enter', shiftKey: true });
  await screen.findByText(`${count} of ${count}`);
  fireEvent.keyDown(box, { key: 'Enter' });
  await screen.findByText(`1 of ${count}`);
});
