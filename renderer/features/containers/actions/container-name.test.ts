import { expect, test } from 'vitest';
import { nameProblem } from './container-name';

test.each(['web', 'a1', '0-_.x', 'x'.repeat(300)])('%s is a name', (name) => {
  expect(nameProblem(name)).toBeNull();
});

test.each([
  ['', /needed/],
  ['-web', /start/],
  ['w', /two/],
  ['we b', /Only/],
  ['wéb', /Only/],
  ['web\n', /Only/],
  ['x'.repeat(301), /300/],
])('%j is not', (name, problem) => {
  expect(nameProblem(name)).toMatch(problem);
});
