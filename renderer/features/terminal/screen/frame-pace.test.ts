import { expect, test } from 'vitest';
import { createFramePace } from './frame-pace';

const FRAME_MS = 16;

function browser() {
  const waiting = new Map<number, FrameRequestCallback>();
  let last = 0;
  let now = 1000;
  const pace = createFramePace(
    {
      request: (callback) => {
        last += 1;
        waiting.set(last, callback);
        return last;
      },
      cancel: (handle) => void waiting.delete(handle),
    },
    () => now,
  );
  const frame = (): void => {
    now += FRAME_MS;
    const due = [...waiting.values()];
    waiting.clear();
    for (const callback of due) callback(now);
  };
  /** How many of so many frames a screen is drawn in that always has something new. */
  const drawn = (frames: number, isFlood: boolean): number => {
    let count = 0;
    const draw = (): void => {
      count += 1;
      pace.request(draw);
    };
    const handle = pace.request(draw);
    for (let each = 0; each < frames; each += 1) {
      if (isFlood) pace.flood();
      frame();
    }
    pace.cancel(handle);
    waiting.clear();
    return count;
  };
  return { pace, frame, drawn, waiting };
}

test('every frame is given, but in a flood every third', () => {
  expect(browser().drawn(30, false)).toBe(30);
  expect(browser().drawn(30, true)).toBe(10);
});

test('all that wait for one frame get the same one', () => {
  const { pace, frame } = browser();
  const times: number[] = [];
  pace.flood();
  for (let round = 0; round < 3; round += 1) {
    pace.request((time) => times.push(time));
    pace.request((time) => times.push(time));
    for (let each = 0; each < 3; each += 1) frame();
  }
  expect(times).toHaveLength(6);
  expect(new Set(times).size).toBe(3);
});

test('what was cancelled never comes, however long it waited', () => {
  const { pace, frame, waiting } = browser();
  let came = 0;
  pace.flood();
  pace.request(() => undefined);
  frame();
  const handle = pace.request(() => (came += 1));
  frame();
  pace.cancel(handle);
  expect(waiting.size).toBe(0);
  for (let each = 0; each < 10; each += 1) frame();
  expect(came).toBe(0);
});
