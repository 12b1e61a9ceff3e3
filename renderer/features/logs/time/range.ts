/** µs by the engine's clock; null: open. */
export interface TimeRange {
  readonly sinceMicros: number | null;
  readonly untilMicros: number | null;
}

export const ALL_TIME: TimeRange = { sinceMicros: null, untilMicros: null };
