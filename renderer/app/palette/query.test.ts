// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { indexOf } from './rank';
import { answer } from './query';

const found = { actions: indexOf([]), all: indexOf([]) };

test('log text is asked for, and where nothing runs that is said', () => {
  expect(answer(found, 'logs:', []).nothing).toMatch(/^Type what to look for/);
  expect(answer(found, 'logs: ready', []).nothing).toMatch(/^No container runs/);
  expect(answer(found, 'ready', [])).toEqual({ items: [], total: 0 });
});
