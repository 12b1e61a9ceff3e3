import fs from 'node:fs';

export const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export const quantile = (values: readonly number[], q: number): number => {
  const all = sorted(values);
  return all[Math.min(all.length - 1, Math.floor(q * all.length))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** One line a figure, with its goal, so that a run reads as the README's table. */
export function report(name: string, value: string, goal: string, met: boolean): void {
  process.stdout.write(`${met ? 'met   ' : 'MISSED'}  ${name}: ${value} (goal ${goal})\n`);
  if (!met) process.exitCode = 1;
}

/** Proportional set size of one process, MB (1e6 bytes), from smaps_rollup. */
export const pssMb = (pid: number): number => {
  const rollup = fs.readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8');
  return (Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) * 1024) / 1e6;
};

const TICKS_PER_SECOND = 100;

/** CPU seconds a process has used, user and system. */
export const cpuSeconds = (pid: number): number => {
  const fields =
    fs
      .readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};
