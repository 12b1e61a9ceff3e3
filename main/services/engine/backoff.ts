const BASE_MS = 50;
const MAX_DOUBLINGS = 20;

/** Full jitter: anywhere between 0 and the exponential step, in ms. `attempt` counts from 0. */
export const backoffDelay = (attempt: number, capMs: number, random: () => number = Math.random): number =>
  random() * Math.min(capMs, BASE_MS * 2 ** Math.min(attempt, MAX_DOUBLINGS));
