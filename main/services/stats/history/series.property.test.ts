import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyRanges, type Metric, metrics, type Sample } from '../../../contract/stats';
import { downsample } from './downsample';
import { bytesOf, KEPT_MS, PART_BYTES, STEP_MS, stepAt, stepsBetween, valuesOf } from './grid';
import { createSeriesStore } from './series';

const NOW = Date.parse('2026-03-29T12:34:56Z');

/** Values that a float of four bytes holds, so that equal means equal. */
const value = fc.option(fc.nat(1_000_000));
const sampleOf = (given: Partial<Sample>): Sample => ({
  ...{ at: 0, cpu: null, memory: null, cache: null, netRx: null, netTx: null },
  ...{ blockRead: null, blockWrite: null, pids: null, throttled: null, ...given },
});

/** Step, counted back from now, to the CPU and memory in it. */
const recorded = fc.dictionary(fc.nat(KEPT_MS / STEP_MS + 2000).map(String), fc.record({ cpu: value, memory: value }), {
  maxKeys: 300,
});
type Recorded = Record<string, { cpu: number | null; memory: number | null }>;

const AMPLE = { maxBytes: 1e9, maxSeries: 1000 };

function filled(steps: Recorded) {
  const store = createSeriesStore(AMPLE);
  const model = new Map<number, Sample>();
  store.own('key', 'id');
  for (const [back, given] of Object.entries(steps)) {
    const step = stepAt(NOW) - Number(back);
    model.set(step, sampleOf(given));
    store.put('key', step, valuesOf(sampleOf(given)));
  }
  return { store, model };
}

const known = (samples: readonly (Sample | undefined)[], metric: Metric): number[] =>
  samples.flatMap((sample) => sample?.[metric] ?? []);

describe('a wider step', () => {
  it.each(historyRanges)(
    'of %s has the exact average and highest of the readings in it, and is a gap without',
    (range) => {
      fc.assert(
        fc.property(recorded, (steps) => {
          const { store, model } = filled(steps);
          const { from, stepMs, series } = downsample(store.get('key'), range, NOW);
          const width = stepMs / STEP_MS;
          for (const metric of ['cpu', 'memory'] as const) {
            const each = series[metric].avg.map((_, index) => {
              const first = stepAt(from) + index * width;
              const samples = Array.from({ length: width }, (__, fine) => model.get(first + fine));
              return known(samples, metric);
            });
            const sum = (values: number[]): number => values.reduce((total, one) => total + one, 0);
            expect(series[metric].avg).toEqual(each.map((all) => (all.length === 0 ? null : sum(all) / all.length)));
            expect(series[metric].max).toEqual(each.map((all) => (all.length === 0 ? null : Math.max(...all))));
          }
        }),
        { numRuns: 25 },
      );
    },
  );

  it('ends with now, and the summary is of all readings in the range', () => {
    fc.assert(
      fc.property(recorded, fc.constantFrom(...historyRanges), (steps, range) => {
        const { store, model } = filled(steps);
        const { from, stepMs, series, summary } = downsample(store.get('key'), range, NOW);
        const to = from + series.cpu.avg.length * stepMs;
        expect(to).toBeGreaterThan(NOW);
        expect(to - NOW).toBeLessThanOrEqual(stepMs);
        const inRange = [...model].filter(([step]) => step >= stepAt(from) && step < stepAt(to));
        const values = known(
          inRange.sort(([a], [b]) => a - b).map(([, sample]) => sample),
          'cpu',
        );
        if (values.length === 0) expect(summary.cpu).toBeNull();
        else {
          const avg = values.reduce((total, one) => total + one, 0) / values.length;
          const [min, max] = [Math.min(...values), Math.max(...values)];
          expect(summary.cpu).toEqual({ last: values.at(-1), min, max, avg });
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('what is kept', () => {
  it('is bounded: the oldest hours of all go first', () => {
    const put = fc.record({ key: fc.constantFrom('a', 'b', 'c'), step: fc.nat(360 * 40) });
    fc.assert(
      fc.property(fc.array(put, { maxLength: 300 }), fc.integer({ min: 3, max: 12 }), (puts, most) => {
        const store = createSeriesStore({ maxBytes: most * PART_BYTES, maxSeries: 1000 });
        for (const { key, step } of puts) {
          store.own(key, key);
          store.put(key, step, valuesOf(sampleOf({ cpu: 1 })));
          expect(store.bytes()).toBeLessThanOrEqual(most * PART_BYTES);
        }
        const hours = ['a', 'b', 'c'].flatMap((key) => [...(store.get(key)?.hours.values() ?? [])]);
        expect(hours.reduce((sum, hour) => sum + bytesOf(hour), 0)).toBe(store.bytes());
      }),
    );
  });

  it('is bounded however many containers come and go: a moment of each takes no hour, and the oldest of them go', () => {
    const store = createSeriesStore({ maxBytes: 1e9, maxSeries: 100 });
    for (let number = 0; number < 5000; number += 1) {
      const key = `id ${String(number)}`;
      store.own(key, String(number));
      store.mark(key, { at: NOW + number, kind: 'start', exitCode: null });
      store.put(key, stepAt(NOW), valuesOf(sampleOf({ cpu: 1 })));
      store.put('lasting', stepAt(NOW) + number, valuesOf(sampleOf({ cpu: 2 })));
    }
    expect(store.seriesCount()).toBe(100);
    const lasting = [...(store.get('lasting')?.hours.values() ?? [])].reduce((sum, hour) => sum + bytesOf(hour), 0);
    expect(store.bytes()).toBe(99 * PART_BYTES + lasting);
    expect(store.find('4901')?.key).toBe('id 4901');
    expect(store.find('4900')).toBeUndefined();
    expect(lasting).toBeGreaterThanOrEqual((5000 / 36) * PART_BYTES);
  });

  it('is let go of after its time, and an empty series with it', () => {
    const { store } = filled({ 0: { cpu: 1, memory: 1 }, 9000: { cpu: 2, memory: 2 } });
    store.mark('key', { at: NOW - 2 * KEPT_MS, kind: 'oom', exitCode: null });
    store.forgetBefore(NOW - KEPT_MS);
    expect(store.get('key')?.hours.size).toBe(1);
    expect(store.get('key')?.marks).toEqual([]);
    store.forgetBefore(NOW + KEPT_MS);
    expect(store.find('id')).toBeUndefined();
    expect(store.bytes()).toBe(0);
    expect(store.seriesCount()).toBe(0);
  });

  it('has a bounded number of marks, in the order of time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 600 }), (times) => {
        const store = createSeriesStore(AMPLE);
        for (const at of times) store.mark('key', { at, kind: 'start', exitCode: null });
        const marks = store.get('key')?.marks.map(({ at }) => at) ?? [];
        expect(marks.length).toBeLessThanOrEqual(400);
        expect(marks).toEqual([...marks].sort((a, b) => a - b));
      }),
    );
  });

  it('finds the former containers of a place, so many of them', () => {
    const store = createSeriesStore(AMPLE);
    for (let number = 0; number < 40; number += 1) store.own('place', `id-${number}`);
    expect(store.find('id-39')?.key).toBe('place');
    expect(store.find('id-30')?.key).toBe('place');
    expect(store.find('id-3')).toBeUndefined();
  });
});

it('readings one after the other fill each step once, whatever their rhythm', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 200, max: 60_000 }), { minLength: 1, maxLength: 60 }), (gaps) => {
      let at = NOW;
      const steps = gaps.flatMap((gap) => {
        const own = stepsBetween(at, at + gap);
        at += gap;
        return own;
      });
      const first = steps[0] ?? 0;
      expect(steps).toEqual(steps.map((_, index) => first + index));
      expect(Math.abs(steps.length * STEP_MS - (at - NOW))).toBeLessThanOrEqual(STEP_MS);
    }),
  );
});

it('every metric has its place in a step', () => {
  expect(valuesOf(sampleOf({ cpu: 1, throttled: 9 })).length).toBe(metrics.length);
});
