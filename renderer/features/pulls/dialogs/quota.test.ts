import { expect, test } from 'vitest';
import { isOnHub } from './on-hub';
import { quotaWords } from './quota-words';

test.each(['redis', 'redis:7', 'team/app', 'docker.io/library/redis', 'index.docker.io/team/app@sha256:0'])(
  '%s is on Docker Hub',
  (name) => expect(isOnHub(name)).toBe(true),
);
test.each(['', 'ghcr.io/team/app', 'localhost/app', 'lab:5000/app', '127.0.0.1:5000/app', 'http://redis', 'a b'])(
  '%s is not',
  (name) => expect(isOnHub(name)).toBe(false),
);

test('what is left is said with its window', () => {
  expect(quotaWords({ limit: 100, remaining: 93, windowSeconds: 21_600 })).toBe('93 of 100 pulls left in 6 hours.');
  expect(quotaWords({ limit: 10, remaining: 0, windowSeconds: 0 })).toBe(
    '0 of 10 pulls left. Logged in, more are allowed.',
  );
  expect(quotaWords(null)).toBe('Docker Hub says no limit.');
});
