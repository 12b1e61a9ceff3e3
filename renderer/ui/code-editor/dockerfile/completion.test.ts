import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { completeDockerfile } from './completion';

const at = (text: string, explicit = false) =>
  completeDockerfile(new CompletionContext(EditorState.create({ doc: text }), text.length, explicit));

it.each([
  ['FR', 'FROM', 'FR'],
  ['FROM x\nCO', 'COPY', 'CO'],
  ['FROM x\nCOPY --', '--from=', '--'],
  ['FROM x AS base\nCOPY --from=', 'base', ''],
  ['FROM x AS base\nFROM b', 'base', 'b'],
  ['FROM x\nARG V=1\nRUN echo $V', '$V', '$V'],
  ['FROM x\nRUN --mount=type=c', 'cache', 'c'],
  ['FROM x\nHEALTHCHECK --', '--interval=', '--'],
])('%j is completed with %s in place of %j', async (text, label, typed) => {
  const found = await at(text);
  expect(found?.options.map((option) => option.label)).toContain(label);
  expect(text.slice(found?.from)).toBe(typed);
});

it('nothing opens by itself where nothing is typed, and nothing within a command', async () => {
  expect(await at('FROM x\n')).toBeNull();
  expect((await at('FROM x\n', true))?.options.length).toBeGreaterThan(10);
  expect(await at('FROM x\nRUN ls')).toBeNull();
});

it('tags are asked of nobody: a page must not call a registry by itself', async () => {
  expect(await at('FROM node:')).toBeNull();
  expect(await at('FROM --platform=linux/arm64 localhost:5000/team/app:1')).toBeNull();
});
