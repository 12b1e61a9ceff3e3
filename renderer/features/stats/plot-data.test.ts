import { describe, expect, test } from 'vitest';
import type { History, Mark, Sample } from '../../../main/contract/stats';
import { happenings } from './happenings';
import { plotOfHistory, plotOfLive, throttledSpans } from './plot-data';

const sample = (at: number, given: Partial<Sample> = {}): Sample => ({
  ...{ at, cpu: 1, memory: 2, cache: 0, netRx: null, netTx: null, blockRead: 0, blockWrite: 0, pids: 1, throttled: 0 },
  ...given,
});

describe('live samples', () => {
  test('have a gap where nothing was sampled, and a window that ends with the last', () => {
    const data = plotOfLive([sample(0), sample(2000), sample(60_000), sample(62_000)]);
    expect(data.times).toEqual([0, 2, 2.001, 60, 62]);
    expect(data.values.cpu).toEqual([1, 1, null, 1, 1]);
    expect([data.from, data.to]).toEqual([-88, 62]);
  });

  test('that are too old for the window are left out, of the figures too', () => {
    const data = plotOfLive([sample(0, { cpu: 99 }), sample(200_000, { cpu: 1 }), sample(202_000, { cpu: 3 })]);
    expect(data.times).toEqual([200, 202]);
    expect(data.summary.cpu).toEqual({ last: 3, min: 1, max: 3, avg: 2 });
    expect(data.summary.netRx).toBeNull();
  });

  test('end before what ended them', () => {
    const data = plotOfLive([sample(1000)], 8000);
    expect(data.to).toBe(8);
    expect(data.times).toEqual([1]);
  });

  test('may be none', () => expect(plotOfLive([]).summary.cpu).toBeNull());
});

const history = (stepMs: number, throttled: (number | null)[]): History => {
  const empty = { avg: throttled.map(() => null), max: throttled.map(() => null) };
  const none = null;
  return {
    ...{ from: 100_000, stepMs, marks: [], recording: true },
    series: {
      ...{ cpu: empty, memory: empty, cache: empty, netRx: empty, netTx: empty },
      ...{ blockRead: empty, blockWrite: empty, pids: empty, throttled: { avg: throttled, max: throttled } },
    },
    summary: {
      ...{ cpu: none, memory: none, cache: none, netRx: none, netTx: none },
      ...{ blockRead: none, blockWrite: none, pids: none, throttled: none },
    },
  };
};

describe('the history', () => {
  test('is drawn at the middle of its steps; only wide ones have a highest', () => {
    const fine = plotOfHistory(history(10_000, [0, 0, null]));
    expect(fine.times).toEqual([105, 115, 125]);
    expect([fine.from, fine.to]).toEqual([100, 130]);
    expect(fine.highest).toBeNull();
    expect(plotOfHistory(history(60_000, [0])).highest).not.toBeNull();
  });

  test('has one span for each time a limit held it back', () => {
    const data = plotOfHistory(history(10_000, [0, 0.5, 0.9, 0.01, null, 0.2]));
    expect(throttledSpans(data)).toEqual([
      { from: 105, to: 125, share: 0.9 },
      { from: 145, to: 155, share: 0.2 },
    ]);
  });
});

const mark = (at: number, kind: Mark['kind'], exitCode: number | null = null): Mark => ({ at, kind, exitCode });
const told = (...marks: Mark[]): string[] => happenings(marks, []).map(({ at, words }) => `${at} ${words}`);

describe('what happened', () => {
  test('an end and a start soon after are one restart', () => {
    expect(told(mark(1000, 'exit', 137), mark(2000, 'start'))).toEqual([
      '2 Restarted after it had ended, exit code 137',
    ]);
  });

  test('an end of memory between does not part them', () => {
    expect(told(mark(500, 'oom'), mark(1000, 'exit', 137), mark(2000, 'start')).length).toBe(2);
  });

  test('long after they are an end and a start', () => {
    expect(told(mark(0, 'exit', 0), mark(100_000, 'start'))).toEqual(['0 Ended, exit code 0', '100 Started']);
  });

  test('all is in the order of time, the CPU limit too', () => {
    const all = happenings([mark(9000, 'pause')], [{ from: 2, to: 5, share: 0.94 }]);
    expect(all.map(({ brief }) => brief)).toEqual(['CPU limit', 'Paused']);
    expect(all[0]?.words).toContain('94 %');
  });
});
