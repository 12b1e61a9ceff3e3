import { expect, test } from 'vitest';
import { createTimetable, USUAL_TIMING } from './timetable';

test('an event is looked at once at once, and twice later', () => {
  const times = createTimetable(USUAL_TIMING);
  expect(times.wait(0)).toBeNull();
  times.happened(1000);
  expect(times.wait(1000)).toBe(0);
  times.begin(1000);
  times.end(1000, false);
  expect(times.wait(1000)).toBe(300);
  times.begin(1300);
  expect(times.wait(1300)).toBe(1200);
  times.begin(2500);
  expect(times.wait(2500)).toBeNull();
});

test('a storm of events is some passes a second', () => {
  const times = createTimetable(USUAL_TIMING);
  let passes = 0;
  for (let now = 0; now < 1000; now++) {
    times.happened(now);
    if (times.wait(now) !== 0) continue;
    times.begin(now);
    passes += 1;
  }
  expect(passes).toBe(20);
});

test('what failed is tried again ever later, never later than 5 s, and from the beginning once it works', () => {
  for (const random of [() => 0, () => 0.999]) {
    const times = createTimetable(USUAL_TIMING, random);
    const waits = Array.from({ length: 50 }, () => {
      times.begin(0);
      times.end(0, true);
      return times.wait(100) ?? Infinity;
    });
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeLessThan(250);
    expect(waits.at(-1)).toBeGreaterThan(2000);
    expect(waits.at(-1)).toBeLessThan(5000);
    times.end(0, false);
    expect(times.wait(0)).toBeNull();
    times.end(0, true);
    expect(times.wait(100)).toBe(waits[0]);
  }
});
