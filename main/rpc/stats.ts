import type { Contract } from '../contract';
import type { Overview } from '../contract/stats';
import { createOwnCpu } from '../services/stats/own-use';
import type { Stats } from '../services/stats/stats';
import { latest } from './latest';
import type { Handlers } from './wire/types';

export const statsHandlers = (stats: Stats): Handlers<Contract>['stats'] => ({
  live: (looking, { signal }) => stats.live(looking, signal),
  history: ({ id, range }, { signal }) =>
    latest(
      () => stats.history(id, range),
      (listener) => stats.onRound(listener),
      signal,
    ),
  overview: (_input, { signal }) => overview(stats, signal),
  cost: (_input, { signal }) =>
    latest(
      () => stats.cost(),
      (listener) => stats.onRound(listener),
      signal,
    ),
  clear: () => stats.clear(),
});

async function* overview(stats: Stats, signal: AbortSignal): AsyncGenerator<Overview, void, undefined> {
  const ownCpu = createOwnCpu();
  const leave = stats.enterOverview();
  const read = (): Overview => ({
    ...stats.overview(),
    own: { cpu: ownCpu(), memory: process.memoryUsage.rss() },
  });
  try {
    yield* latest(read, (listener) => stats.onRound(listener), signal);
  } finally {
    leave();
  }
}
