import { expect, it } from 'vitest';
import { proposalsAt } from './run-flags';

/** At the end of the text. */
const at = (text: string) => {
  const lines = text.split('\n');
  return proposalsAt(text, { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 });
};

it.each([
  ['FROM x\nRUN --', 4, '--mount='],
  ['FROM x\nRUN --mount=type=cache,target=/x --net', 33, '--network='],
  ['FROM x\nRUN --mount=', 12, 'type='],
  ['FROM x\nRUN --mount=type=', 17, 'cache'],
  ['FROM x\nRUN --mount=type=bind,sha', 22, 'sharing='],
  ['FROM x AS build\nRUN --mount=type=bind,from=', 27, 'build'],
  ['FROM x\nRUN --network=n', 14, 'none'],
  ['FROM x\nRUN a && \\\n  --', 2, '--mount='],
  ['FROM x AS build\nFROM ', 5, 'build'],
  ['FROM x AS build\nFROM --platform=$P b', 19, 'build'],
])('%j proposes from character %i on, among others %s', (text, from, label) => {
  expect(at(text)?.from).toBe(from);
  expect(at(text)?.labels).toContain(label);
});

it.each(['', 'FROM ', 'FROM x\nRUN ls', 'FROM x\nCOPY --', 'FROM x AS build\nFROM build AS '])(
  '%j is left to the language service',
  (text) => expect(at(text)).toBeNull(),
);
