/** µs since the epoch by the engine's clock; null: without a bound. */
export interface TimeRange {
  readonly since: number | null;
  readonly until: number | null;
}
