import type { RecordCommand } from '../engine/noted';
import type { AuthFor } from '../engine/pull';
import type { Engine } from '../engine/types';
import type { AskRetryAfter } from './limited';

export interface PullsOptions {
  readonly engine: Pick<Engine, 'client' | 'cliPrefix' | 'state' | 'subscribe'>;
  readonly record: RecordCommand;
  readonly log: (line: string) => void;
  /** Holds what registries last answered. */
  readonly dataDir: string;
  readonly authFor: AuthFor;
  readonly retryAfter: AskRetryAfter;
  /** Whether to look for newer images once a day. */
  readonly daily: () => boolean;
  /** Called after each change of that. */
  readonly onDaily: (listener: () => void) => () => void;
}
