/** When the next pass is due. Times are ms of a clock that never steps. */
export interface Timetable {
  /** As soon as may be. */
  soon(now: number): void;
  /** An event: soon, and again somewhat later. */
  happened(now: number): void;
  /** A pass begins: takes all that is due. */
  begin(now: number): void;
  /** A pass ended; `failed`: something is left to be tried again. */
  end(now: number, failed: boolean): void;
  /** ms until the next pass; null: none is planned. */
  wait(now: number): number | null;
}

export interface Timing {
  /** The engine's list may follow its events only after a moment. */
  readonly secondLooksMs: readonly number[];
  /** Between the beginnings of two passes, in a storm of events. */
  readonly apartMs: number;
  /** The first wait for another try; doubled each time. */
  readonly retryMs: number;
  /** A port that is free again is had after this, at the latest. */
  readonly retryCapMs: number;
}

export const USUAL_TIMING: Timing = { secondLooksMs: [300, 1500], apartMs: 50, retryMs: 250, retryCapMs: 4_500 };

export function createTimetable(timing: Timing, random: () => number = Math.random): Timetable {
  let due: number[] = [];
  let retryAt: number | null = null;
  let failures = 0;
  let notBefore = -Infinity;
  return {
    soon: (now) => void due.push(now),
    happened(now) {
      // Of the looks planned by earlier events none is later than these.
      due = [now, ...timing.secondLooksMs.map((ms) => now + ms)];
    },
    begin(now) {
      due = due.filter((at) => at > now);
      retryAt = null;
      notBefore = now + timing.apartMs;
    },
    end(now, failed) {
      failures = failed ? failures + 1 : 0;
      const step = Math.min(timing.retryCapMs, timing.retryMs * 2 ** Math.min(failures - 1, 20));
      // Jitter: several that wait for one port should not ask in step.
      retryAt = failed ? now + step * (0.5 + random() / 2) : null;
    },
    wait(now) {
      const next = Math.min(...due, retryAt ?? Infinity);
      return next === Infinity ? null : Math.max(0, next - now, notBefore - now);
    },
  };
}
