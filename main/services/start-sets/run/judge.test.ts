import { expect, test } from 'vitest';
import { endedBefore, judge } from './judge';
import type { Seen } from './look';

const NEVER = '0001-01-01T00:00:00Z';
const one = (name: string, part: Partial<Seen> = {}): Seen => ({
  ...{ id: name, name, state: 'running', health: '', exitCode: 0, finishedAt: NEVER, words: '' },
  ...part,
});
const ended = (name: string, exitCode: number, finishedAt = 'now'): Seen =>
  one(name, { state: 'exited', exitCode, finishedAt });

const NONE = new Map<string, string>();

test('the worst of a member counts', () => {
  const [well, starting, bad] = [one('a', { health: 'healthy' }), one('b', { health: 'starting' }), ended('c', 3)];
  expect(judge([well], NONE)).toEqual({ is: 'ready', words: '' });
  expect(judge([well, one('d')], NONE)).toEqual({ is: 'ready', words: 'd has no health check: that it runs counts' });
  expect(judge([well, ended('job', 0)], NONE)).toEqual({ is: 'ready', words: 'job has ended with 0' });
  expect(judge([well, starting], NONE)).toEqual({ is: 'waiting', words: 'b is not healthy yet' });
  expect(judge([well, starting, bad], NONE)).toEqual({ is: 'failed', words: 'c ended with exit code 3' });
});

test('what is unwell, restarted, paused or not started yet is waited for', () => {
  const words = (part: Partial<Seen>): unknown => judge([one('a', part)], NONE);
  expect(words({ health: 'unhealthy', words: 'refused' })).toEqual({ is: 'waiting', words: 'a is unhealthy: refused' });
  expect(words({ state: 'restarting', exitCode: 2, finishedAt: 'now' })).toMatchObject({ is: 'waiting' });
  expect(words({ state: 'paused' })).toEqual({ is: 'waiting', words: 'a is paused' });
  expect(words({ state: 'created' })).toEqual({ is: 'waiting', words: 'a has not started' });
});

test('what had ended before and was not started has no part in it', () => {
  const old = ended('old', 1, 'yesterday');
  const before = endedBefore([old, one('web')]);
  expect(judge([old, one('web', { health: 'healthy' })], before)).toEqual({ is: 'ready', words: '' });
  expect(judge([old], before)).toMatchObject({ is: 'failed', words: 'None of its containers was started.' });
  expect(judge([ended('old', 1, 'today')], before)).toMatchObject({
    is: 'failed',
    words: 'old ended with exit code 1',
  });
  expect(judge([], before)).toMatchObject({ is: 'failed' });
});

test('of many only some are named', () => {
  const many = Array.from({ length: 8 }, (_, at) => one(`w${String(at)}`, { health: 'starting' }));
  expect(judge(many, NONE).words).toMatch(/^w0 .*; w4 is not healthy yet; and 3 more$/);
});
