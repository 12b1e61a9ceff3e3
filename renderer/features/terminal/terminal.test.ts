import { expect, test } from 'vitest';
import type { TerminalSession } from '../../../main/contract/terminal';
import { parseEnvironment } from './environment';
import { endWords, groupsOf } from './scope';
import { clipboardText, isFocusReport } from './screen/guards';
import { harmlessPaste, needsQuestion } from './screen/paste';

test('variables, one a line; the first line that is none is named', () => {
  expect(parseEnvironment('A=1\n\n B=two words \r\n')).toEqual({ env: ['A=1', 'B=two words '], wrong: null });
  expect(parseEnvironment('A=1\nnonsense')).toMatchObject({ wrong: 2 });
  expect(parseEnvironment('=x')).toMatchObject({ wrong: 1 });
});

test('the clipboard is written with text only, and never told', () => {
  expect(clipboardText(`c;${btoa('hello')}`)).toBe('hello');
  for (const data of ['c;?', '?', 'c;', 'c;%%%', `c;${btoa('\xff\xfe')}`, `c;${'A'.repeat(200_000)}`, 'x;aGk='])
    expect(clipboardText(data)).toBeNull();
});

test('focus is nobody’s business', () => {
  expect(isFocusReport('\x1b[I')).toBe(true);
  expect(isFocusReport('\x1b[A')).toBe(false);
});

test('what is pasted cannot leave its brackets, and lines are asked about without them', () => {
  expect(harmlessPaste('a\x1b[201~b')).toBe('a␛[201~b');
  expect(needsQuestion('a\nb', false)).toBe(true);
  expect(needsQuestion('a\r', false)).toBe(true);
  expect(needsQuestion('a\nb', true)).toBe(false);
  expect(needsQuestion('ab', false)).toBe(false);
});

const session = (id: string, tab: string, container: string): TerminalSession => ({
  ...{ id, tab, direction: 'row', tty: true, state: { type: 'running' } },
  target: { kind: 'attach', container, stdin: false },
});

test('panes are grouped by their tab, and only those of the container shown', () => {
  const groups = groupsOf([session('1', 'a', 'x'), session('2', 'b', 'y'), session('3', 'a', 'x')], 'x');
  expect(groups.map(({ panes }) => panes.map(({ id }) => id))).toEqual([['1', '3']]);
});

test('every end has its words, and what is removed is not started again', () => {
  const target = { kind: 'debug', container: 'x', image: 'y' } as const;
  const words = (why: 'exited' | 'removed' | 'lost') =>
    endWords({ type: 'ended', why, exitCode: 7, message: '' }, target);
  expect(words('exited')?.text).toBe('Exited with code 7.');
  expect(words('removed')?.again).toBeNull();
  expect(words('lost')?.text).toBe('Connection lost.');
  expect(endWords({ type: 'running' }, target)).toBeNull();
});
