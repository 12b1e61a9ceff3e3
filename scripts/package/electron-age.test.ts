import { expect, test } from 'vitest';
import { ageProblem } from './electron-age.mjs';

const PUBLISHED = {
  created: '2013-01-01T00:00:00Z',
  '43.9.0': '2026-08-01T00:00:00Z',
  '45.3.9': '2026-08-01T00:00:00Z',
  '45.4.1': '2026-09-01T00:00:00Z',
  '45.4.2': '2026-09-20T00:00:00Z',
  '45.10.0': '2026-10-20T00:00:00Z',
  '46.0.0-beta.1': '2026-09-01T00:00:00Z',
};
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

test('one of the three newest lines passes, until a fix of its own is eight weeks old', () => {
  expect(ageProblem('45.10.0', PUBLISHED, at('2027-10-20'))).toBeNull();
  expect(ageProblem('45.4.1', PUBLISHED, at('2026-11-14'))).toBeNull();
  expect(ageProblem('45.4.1', PUBLISHED, at('2026-11-16'))).toContain('behind by fixes');
  expect(ageProblem('45.4.2', PUBLISHED, at('2026-11-16'))).toBeNull();
});

test('a line that is left behind does not, betas aside', () => {
  const later = { ...PUBLISHED, '47.0.0': '2026-12-01T00:00:00Z' };
  expect(ageProblem('45.10.0', later, at('2026-12-02'))).toBeNull();
  const latest = { ...later, '48.0.0': '2027-02-01T00:00:00Z', '49.0.0-alpha.1': '2027-02-01T00:00:00Z' };
  expect(ageProblem('45.10.0', latest, at('2027-02-02'))).toContain('gets no fixes any more');
});
