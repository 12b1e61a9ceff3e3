import type { EngineRequest } from '../../engine/types';

export interface LogWish {
  readonly id: string;
  readonly follow: boolean;
  /** Lines from the end; null: all. */
  readonly tail: number | null;
  /** µs since the epoch; null: from the first. */
  readonly sinceMicros: number | null;
  readonly timestamps: boolean;
}

const MILLION = 1_000_000;

/** Exact, as a number of seconds with decimals would not be: `1700000000.000001`. */
export const engineSeconds = (micros: number): string => {
  const seconds = Math.floor(micros / MILLION);
  return `${String(seconds)}.${String(Math.floor(micros - seconds * MILLION)).padStart(6, '0')}000`;
};

/** `/containers/{id}/logs` (Docker Engine API, "ContainerLogs"). */
export const logRequest = ({ id, follow, tail, sinceMicros, timestamps }: LogWish): EngineRequest => ({
  method: 'GET',
  path: `/containers/${encodeURIComponent(id)}/logs`,
  query: {
    stdout: 1,
    stderr: 1,
    ...(follow && { follow: 1 }),
    ...(timestamps && { timestamps: 1 }),
    tail: tail ?? 'all',
    ...(sinceMicros !== null && { since: engineSeconds(Math.max(0, sinceMicros)) }),
  },
});
