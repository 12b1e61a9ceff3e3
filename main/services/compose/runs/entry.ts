import type { ComposeRun, RunState } from '../../../contract/compose-runs';
import type { Output } from './output';
import type { Steps } from './steps';

/** One run under way, or just over. */
export interface Entry {
  readonly id: string;
  readonly begun: Pick<ComposeRun, 'key' | 'project' | 'wish' | 'command' | 'engine' | 'startedAt'>;
  readonly steps: Steps;
  readonly output: Output;
  readonly controller: AbortController;
  readonly listeners: Set<() => void>;
  state: RunState;
  endedAt: number | null;
  exitCode: number | null;
  failure: string;
  /** Resolves when it is over, and on the disk. */
  settled: Promise<ComposeRun>;
}

export function runOf({ id, begun, state, endedAt, exitCode, failure }: Entry): ComposeRun {
  return { id, ...begun, state, endedAt, exitCode, failure };
}

export function noteChange({ listeners }: Entry): void {
  for (const listener of [...listeners]) listener();
}
