import { expect, test } from 'vitest';
import { MOST_SESSIONS, createSessions } from './sessions';

test('a token is good for as long as the process runs, and no other is', () => {
  const sessions = createSessions();
  const token = sessions.open();
  expect(token).toMatch(/^[\w-]{43}$/);
  expect([token, token, '', 'guess', token.slice(1)].map((guess) => sessions.isOpen(guess))).toEqual([
    ...[true, true, false, false, false],
  ]);
});

test('the least recently used one makes room', () => {
  const sessions = createSessions();
  const tokens = Array.from({ length: MOST_SESSIONS }, () => sessions.open());
  const [first = '', second = '', third = ''] = tokens;
  expect(sessions.isOpen(first)).toBe(true);
  sessions.open();
  expect([first, second, third].map((token) => sessions.isOpen(token))).toEqual([true, false, true]);
});
