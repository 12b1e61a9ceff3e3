import { describe, expect, it } from 'vitest';
import { judge } from './clock-watch';

const START = { wall: 1_000_000, steady: 5_000, boot: 9_000 };
const after = (wall: number, steady: number, boot: number | null) => ({
  wall: START.wall + wall,
  steady: START.steady + steady,
  boot: boot === null ? null : START.boot + boot,
});
const DUE = 10_000;

describe('what happened between two looks at the clocks', () => {
  it.each([
    ['nothing but time', after(10_020, 10_020, 10_020), null],
    ['a busy computer', after(14_000, 14_000, 14_000), null],
    ['a sleep', after(3_610_000, 10_000, 3_610_000), { kind: 'slept', ms: 3_600_000 }],
    ['stopped, and gone on', after(30_000, 30_000, 30_000), { kind: 'stood-still', ms: 20_000 }],
    ['the clock set forward', after(70_000, 10_000, 10_000), { kind: 'clock-set', ms: 60_000 }],
    ['the clock set back', after(-50_000, 10_000, 10_000), { kind: 'clock-set', ms: -60_000 }],
    ['kept by the network', after(10_900, 10_000, 10_000), null],
  ])('%s', (_name, now, jump) => expect(judge(START, now, { dueMs: DUE })).toEqual(jump));

  it.each([
    ['a sleep', after(3_610_000, 10_000, null), { kind: 'slept', ms: 3_600_000 }],
    ['the clock set back', after(-50_000, 10_000, null), { kind: 'clock-set', ms: -60_000 }],
    ['nothing', after(10_000, 10_000, null), null],
  ])('without a clock that runs through a sleep: %s', (_name, now, jump) =>
    expect(judge({ ...START, boot: null }, now, { dueMs: DUE })).toEqual(jump),
  );
});
