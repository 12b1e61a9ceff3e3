import type { CheckRun, ImageCheck } from '../../../contract/pulls';
import type { RowChange } from '../../../contract/rows';
import { registryOf } from '../../engine/image-name';
import { watchRows } from '../../engine/live-rows';
import type { Engine, EngineEvent } from '../../engine/types';
import type { PullsOptions } from '../types';
import { type Answers, openAnswers } from './answers';
import { createDaily } from './daily';
import { readTagsInUse, type TagInUse } from './in-use';
import { createRounds } from './rounds';

/** Whether tags in use mean other images in their registries. */
export interface Checks {
  watch(signal: AbortSignal): AsyncGenerator<RowChange<ImageCheck>, void, undefined>;
  run(): CheckRun;
  onRun(listener: () => void): () => void;
  /** null: all. Without effect while a check is under way. */
  check(references: readonly string[] | null): void;
  cancel(): void;
  setVisible(visible: boolean): void;
  close(): Promise<void>;
}

const DAY_MS = 24 * 3_600_000;

function rowOf({ reference, users, older, digests }: TagInUse, answers: Answers): ImageCheck {
  const answer = answers.get(reference);
  const digest = answer?.digest ?? null;
  const told = digest === null ? 'unknown' : digests.includes(digest) ? 'current' : 'newer';
  return {
    ...{ reference, registry: registryOf(reference), users, older, digest },
    result: digests.length === 0 ? 'local' : told,
    checkedAt: answer?.at ?? null,
    failure: answer?.failure ?? null,
  };
}

const CONTAINER_ACTIONS = new Set(['create', 'destroy']);

const concerns = ({ type, action }: EngineEvent): boolean =>
  type === 'image' || (type === 'container' && CONTAINER_ACTIONS.has(action));

/** An answer makes another row, and no event of the engine's tells of it. */
const withWakes = (engine: Pick<Engine, 'client' | 'subscribe'>, wakes: Set<() => void>): typeof engine => ({
  client: engine.client,
  subscribe(listener) {
    const wake = (): void => listener.event({ type: 'image', action: 'check', id: '', attributes: {}, timeMs: 0 });
    wakes.add(wake);
    const stop = engine.subscribe(listener);
    return () => {
      wakes.delete(wake);
      stop();
    };
  },
});

export async function createChecks(options: PullsOptions): Promise<Checks> {
  const { engine, log, dataDir, authFor } = options;
  const answers = await openAnswers(dataDir, log);
  const wakes = new Set<() => void>();
  const listeners = new Set<() => void>();
  const rounds = createRounds({ engine, authFor, answers }, () => {
    for (const listener of [...listeners, ...wakes]) listener();
  });
  const daily = createDaily({
    isWished: () => options.daily() && engine.state().status.state === 'connected',
    onWish: (listener) => options.onDaily(listener),
    check: () => rounds.begin({ references: null, olderThan: DAY_MS }, true),
  });
  const nothing = (): void => undefined;
  const stop = engine.subscribe({ connected: () => daily.look(), disconnected: nothing, event: nothing });
  const read = async (client: Engine['client'], signal: AbortSignal): Promise<readonly ImageCheck[]> =>
    (await readTagsInUse(client, signal)).map((tag) => rowOf(tag, answers));
  return {
    watch: (signal) =>
      watchRows(withWakes(engine, wakes), { read, keyOf: ({ reference }) => reference, concerns }, signal),
    run: () => rounds.state(),
    onRun(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    check: (references) =>
      rounds.begin({ references: references === null ? null : new Set(references), olderThan: 0 }, false),
    cancel: () => rounds.cancel(false),
    setVisible(visible) {
      if (!visible) rounds.cancel(true);
      daily.setVisible(visible);
    },
    async close() {
      daily.close();
      stop();
      rounds.cancel(false);
      await rounds.settled();
      await answers.settled();
    },
  };
}
