import { describe, expect, it } from 'vitest';
import type { InsideProcess } from '../../contract/processes';
import { candidatesFor } from './match';

const inside = (pid: number, command: string, elapsedSeconds: number): InsideProcess => ({
  ...{ pid, ppid: 1, startTicks: String(pid), uid: 0, cpuSeconds: 0, command, elapsedSeconds },
});
const pids = (command: string, elapsedSeconds: number | null, all: readonly InsideProcess[]): readonly number[] =>
  candidatesFor({ command, elapsedSeconds }, all).map(({ pid }) => pid);

describe('candidatesFor', () => {
  const two = [inside(7, 'sleep1000', 100), inside(8, 'sleep1000', 200), inside(9, 'nginx: worker', 100)];
  it.each([
    ['sleep 1000', 101, [7]],
    ['sleep 1000', 198, [8]],
    ['sleep 1000', 150, []],
    ['sleep 1000', null, [7, 8]],
    ['nginx: worker', 100, [9]],
    ['nginx', 100, []],
    ['', 100, []],
  ] as const)('%s, %s s', (command, elapsed, expected) => {
    expect(pids(command, elapsed, two)).toEqual(expected);
  });

  it('is not put off by what ps makes of characters', () => {
    expect(pids('caf?? --name x', 5, [inside(7, 'café--name\u0001x', 5)])).toEqual([7]);
    expect(pids('[sh] <defunct>', 5, [inside(7, '[sh]', 5)])).toEqual([7]);
  });

  it('takes a cut command only where it is long enough to tell', () => {
    const long = inside(7, '/usr/bin/some-server --config /etc/some.conf', 5);
    expect(pids('/usr/bin/some-server --config', 5, [long])).toEqual([7]);
    expect(pids('/usr/bin', 5, [long])).toEqual([]);
  });
});
