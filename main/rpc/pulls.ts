import type { Contract } from '../contract';
import type { Pulls } from '../services/pulls/pulls';
import { engineNaming } from './errors';
import { latest } from './latest';
import type { Handlers } from './wire/types';

export const pullsHandlers = (pulls: Pulls): Handlers<Contract>['pulls'] => ({
  watch: (_input, { signal }) => pulls.watch(signal),
  pull: async (wish) => ({ ids: pulls.begin(wish.pulls) }),
  push: async (wish) => ({ id: pulls.push(wish) }),
  cancel: async ({ id }) => pulls.cancel(id),
  retry: async ({ id }) => ({ id: pulls.retry(id) }),
  dismiss: async ({ id }) => pulls.dismiss(id),
  cli: async (wish) => ({ lines: pulls.cli(wish) }),
  localTags: engineNaming.call(async (_input, { signal }) => ({ tags: await pulls.localTags(signal) })),
  checks: (_input, { signal }) => pulls.checks(signal),
  checking: (_input, { signal }) =>
    latest(
      () => pulls.checking(),
      (listener) => pulls.onChecking(listener),
      signal,
    ),
  check: async ({ references }) => pulls.check(references),
  cancelCheck: async () => pulls.cancelCheck(),
});
