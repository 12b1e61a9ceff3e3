import { describe, expect, it } from 'vitest';
import { parsePs, parseStat, parseWindows, secondsOf } from './facts';

describe('what systems say of processes', () => {
  it('reads /proc, whatever the name holds', () => {
    const rest = 'S 1 2 2 0 -1 4194560 1 2 3 4 11 22 5 6 20 0 1 0 987654 1000 20';
    expect(parseStat(`42 (a) b (c d) ${rest}\n`)).toEqual({
      ...{ name: 'a) b (c d', state: 'S', threads: 1, startTicks: '987654', cpuTicks: 33 },
    });
    expect(parseStat('')).toBeNull();
    expect(parseStat('1 (x) S 1')).toBeNull();
  });

  it('reads ps of macOS', () => {
    const comm = '/opt/homebrew/bin/qemu system';
    expect(parsePs(`Tue Nov  4 09:08:07 2025     1:02.50  20480 S    ${comm}\n`)).toEqual({
      ...{ started: 'Tue Nov 4 09:08:07 2025', cpuSeconds: 62.5, memoryBytes: 20_971_520, executable: comm },
    });
    expect(parsePs('Tue Nov  4 09:08:07 2025 0:00.00 0 Z (sleep)')).toBeNull();
    expect(parsePs('')).toBeNull();
  });

  it('reads times', () => {
    expect([secondsOf('0:00.25'), secondsOf('01:00:01'), secondsOf('2-00:00:01')]).toEqual([0.25, 3601, 172_801]);
  });

  it('reads PowerShell', () => {
    expect(parseWindows('133000000000000000\r\n1.5\r\n1024\r\nC:\\Program Files\\qemu\\q.exe')).toEqual({
      ...{ started: '133000000000000000', cpuSeconds: 1.5, memoryBytes: 1024 },
      executable: 'C:\\Program Files\\qemu\\q.exe',
    });
    expect(parseWindows('Get-Process : Cannot find a process')).toBeNull();
  });
});
