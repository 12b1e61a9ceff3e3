import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProcessRow } from '../../../main/contract/processes';
import { arrange, hasTree, type View } from './arrange';
import { columnsOf, commandFirst } from './columns';
import { isSignal, signalLabel, SIGNALS } from './signal-words';
import { gridTemplate } from './widths';

const TITLES = ['PID', 'PPID', '%CPU', 'ELAPSED', 'COMMAND'];
const columns = columnsOf(TITLES);
const row = (
  pid: number,
  ppid: number,
  ...[cpu = '0.0', elapsed = '00:01', command = `p${pid}`]: string[]
): ProcessRow => ({
  ...{ pid: String(pid), ppid: String(ppid), main: false },
  cells: [String(pid), String(ppid), cpu, elapsed, command],
});
const ROWS = [
  row(10, 1, '0.5', '01:00', 'init'),
  row(12, 10, '9.0', '1-00:00:00', 'worker b'),
  row(11, 10, '10.0', '23:59:59', 'worker a'),
  row(15, 11, '?', '00:02', 'helper'),
];
const show = (view: Partial<View>): readonly string[] =>
  arrange(ROWS, columns, { sort: null, tree: false, filter: '', ...view }).map(
    ({ row: { pid }, depth }) => `${'-'.repeat(depth)}${pid}`,
  );
const by = (title: string, descending = false): View['sort'] => ({ column: TITLES.indexOf(title), descending });

describe('arrange', () => {
  it.each<[Partial<View>, readonly string[]]>([
    [{}, ['10', '12', '11', '15']],
    [{ sort: by('PID') }, ['10', '11', '12', '15']],
    [{ sort: by('%CPU', true) }, ['11', '12', '10', '15']],
    [{ sort: by('ELAPSED') }, ['15', '10', '11', '12']],
    [{ sort: by('COMMAND') }, ['15', '10', '11', '12']],
    [{ tree: true }, ['10', '-12', '-11', '--15']],
    [{ tree: true, sort: by('PID') }, ['10', '-11', '--15', '-12']],
    [{ filter: 'worker' }, ['12', '11']],
    [{ filter: 'WORKER a' }, ['11']],
    [{ filter: 'helper', tree: true }, ['10', '-11', '--15']],
    [{ filter: 'nothing' }, []],
  ])('%o', (view, expected) => {
    expect(show(view)).toEqual(expected);
  });

  it('shows every process once, whatever the parents', () => {
    const rows = fc.uniqueArray(fc.tuple(fc.nat(20), fc.nat(20)), { selector: ([pid]) => pid });
    fc.assert(
      fc.property(rows, fc.boolean(), (pairs, descending) => {
        const all = pairs.map(([pid, ppid]) => row(pid, ppid));
        const lines = arrange(all, columns, { sort: by('PID', descending), tree: true, filter: '' });
        expect(lines.map(({ row: { pid } }) => pid).toSorted()).toEqual(all.map(({ pid }) => pid).toSorted());
      }),
    );
  });

  it('takes a chain of thousands', () => {
    const chain = Array.from({ length: 2000 }, (_, index) => row(index + 2, index + 1));
    expect(arrange(chain, columns, { sort: null, tree: true, filter: '' }).at(-1)?.depth).toBe(1999);
  });
});

it('there is a tree only where parents are known', () => {
  expect(hasTree(ROWS)).toBe(true);
  expect(hasTree([row(1, 0), row(2, 0)])).toBe(false);
  expect(hasTree([{ ...row(1, 0), pid: '' }])).toBe(false);
  expect(hasTree([])).toBe(false);
});

it('the command comes first, and unknown columns have room', () => {
  const odd = columnsOf(['Name', 'PID', 'constructor', 'CMD']);
  expect(commandFirst(odd).map(({ title }) => title)).toEqual(['CMD', 'Name', 'PID', 'constructor']);
  expect(gridTemplate(commandFirst(odd))).toBe('minmax(26ch, 1fr) 10ch 7ch 10ch 32px');
  expect(odd.map(({ kind }) => kind)).toEqual(['text', 'number', 'text', 'text']);
  expect(commandFirst([])).toEqual([]);
});

it('every signal has its words', () => {
  for (const name of Object.keys(SIGNALS).filter(isSignal)) expect(signalLabel(name)).toMatch(/^SIG[A-Z0-9]+: \w/);
  expect(isSignal('SIGNOTHING')).toBe(false);
});
