import type { CheckRun } from '../../../contract/pulls';
import { registryOf } from '../../engine/image-name';
import { EngineError } from '../../engine/types';
import { withoutCredentials } from '../../engine/without-credentials';
import type { PullsOptions } from '../types';
import type { Answers } from './answers';
import { askRegistry } from './ask';
import { readTagsInUse } from './in-use';

export interface Asked {
  readonly references: ReadonlySet<string> | null;
  /** Only what was not asked for so long, ms. */
  readonly olderThan: number;
}

export type Parts = Pick<PullsOptions, 'engine' | 'authFor'> & { readonly answers: Answers };

/** One after another: nobody waits for it. A registry that has had enough is not asked for the rest. */
async function askAll(
  { engine, authFor, answers }: Parts,
  asked: Asked,
  tell: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const due = (reference: string): boolean => Date.now() - (answers.get(reference)?.at ?? 0) >= asked.olderThan;
  const tags = (await readTagsInUse(engine.client, signal)).filter(
    ({ reference, digests }) => digests.length > 0 && (asked.references?.has(reference) ?? true) && due(reference),
  );
  const tired = new Set<string>();
  for (const [done, { reference }] of tags.entries()) {
    tell(done, tags.length);
    if (tired.has(registryOf(reference))) continue;
    const answer = await askRegistry(engine.client, authFor, reference, signal);
    if (answer.failure?.kind === 'rate-limited') tired.add(registryOf(reference));
    if (answer.failure?.kind === 'engine') throw new EngineError('unreachable', answer.failure.message);
    void answers.put(answer);
  }
}

/** The rounds of asking: one at a time. */
export interface Rounds {
  state(): CheckRun;
  /** Without effect while one is under way. `byItself`: nobody asked for it. */
  begin(asked: Asked, byItself: boolean): void;
  /** `byItself`: only such a one. */
  cancel(byItself: boolean): void;
  settled(): Promise<void>;
}

const words = (error: unknown): string => withoutCredentials(error instanceof Error ? error.message : String(error));

/** @param changed Called after each change of `state`. */
export function createRounds(parts: Parts, changed: () => void): Rounds {
  let run: CheckRun = { progress: null, problem: '' };
  let over: Promise<void> = Promise.resolve();
  let current: { readonly controller: AbortController; readonly byItself: boolean } | null = null;
  const set = (next: CheckRun): void => {
    run = next;
    changed();
  };
  const end = (problem: string): void => {
    current = null;
    set({ progress: null, problem });
  };
  return {
    state: () => run,
    begin(asked, byItself) {
      if (current !== null) return;
      const controller = new AbortController();
      const { signal } = controller;
      current = { controller, byItself };
      set({ progress: { done: 0, of: 0 }, problem: '' });
      over = askAll(parts, asked, (done, of) => set({ progress: { done, of }, problem: '' }), signal).then(
        () => end(''),
        (error: unknown) => end(signal.aborted ? '' : words(error)),
      );
    },
    cancel(byItself) {
      if (current !== null && (!byItself || current.byItself)) current.controller.abort();
    },
    settled: () => over,
  };
}
