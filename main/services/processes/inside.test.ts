import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { KILL_EXIT, KILL_SCRIPT, LIST_SCRIPT, readInside } from './inside';

const stat = (pid: number, comm: string, ticks: number): string =>
  `${String(pid)} (${comm}) S 1 1 1 0 -1 4194560 1 0 0 0 150 50 0 0 20 0 1 0 ${String(ticks)} 4000000 100 0`;

describe('readInside', () => {
  it('reads numbers, owner, command and times', () => {
    const output = ['e 99', 'u 1000.50', `s 7 ${stat(7, 'sleep', 50_000)}`, 'i 7 Uid:\t1234\t0\t0\t0', 'c 7 sleep1000'];
    expect(readInside(output.join('\n'))).toEqual([
      {
        ...{ pid: 7, ppid: 1, startTicks: '50000', uid: 1234, command: 'sleep1000' },
        ...{ elapsedSeconds: 500.5, cpuSeconds: 2 },
      },
    ]);
  });

  it('leaves out itself, and what could not be read whole', () => {
    const output = [
      ...[
        'e 9',
        'u 10.0',
        `s 9 ${stat(9, 'sh', 5)}`,
        'i 9 Uid:\t0',
        `s 8 ${stat(8, 'sh', 5)}`,
        's 7 7 (x) S 1',
        'i 7 Uid:\t0',
      ],
      ...['nonsense', '', 'c notapid x'],
    ];
    expect(readInside(output.join('\n'))).toEqual([]);
  });

  it('takes the name of a process without a command line, whatever is in it', () => {
    const output = ['u 10.0', `s 7 ${stat(7, 'a) R 9 (b', 300)}`, 'i 7 Uid:\t0'];
    expect(readInside(output.join('\n'))).toMatchObject([
      { pid: 7, ppid: 1, startTicks: '300', command: '[a) R 9 (b]' },
    ]);
  });

  it('whatever a command line holds, it makes no other process and changes none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const lines = text.split('\n').map((line) => `c 7 ${line}`);
        const output = ['u 10.0', `s 7 ${stat(7, 'x', 300)}`, 'i 7 Uid:\t5', ...lines].join('\n');
        const read = readInside(output);
        expect(read).toHaveLength(1);
        expect(read[0]).toMatchObject({ pid: 7, startTicks: '300', uid: 5 });
      }),
    );
  });
});

describe('the scripts, on this machine', () => {
  const inside = () => readInside(spawnSync('sh', ['-c', LIST_SCRIPT], { encoding: 'utf8' }).stdout);

  it('list this very process', () => {
    const self = inside().find(({ pid }) => pid === process.pid);
    expect(self?.uid).toBe(process.getuid?.());
    expect(self?.ppid).toBe(process.ppid);
  });

  it('signal the same process only', () => {
    const self = inside().find(({ pid }) => pid === process.pid);
    const kill = (ticks: string, pid = process.pid): number | null =>
      spawnSync('sh', ['-c', KILL_SCRIPT, 'sh', String(pid), ticks, 'CONT']).status;
    expect(kill(self?.startTicks ?? '')).toBe(0);
    expect(kill('1')).toBe(KILL_EXIT.another);
    expect(kill(self?.startTicks ?? '', 2 ** 30)).toBe(KILL_EXIT.gone);
  });
});
