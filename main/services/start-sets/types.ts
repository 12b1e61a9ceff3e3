import type { ContainerChange } from '../../contract/containers';
import type { RecordCommand } from '../engine/noted';
import type { Engine } from '../engine/types';

/** What start sets need of compose projects. */
export interface Projects {
  /** As compose calls it; null: it is not known, or not known yet. */
  nameOf(key: string): string | null;
  /** `up` of what is there: nothing is recreated or built that exists. Rejects with why it did not start. */
  start(key: string, signal: AbortSignal): Promise<void>;
  stop(key: string, signal: AbortSignal): Promise<void>;
}

export type SetsEngine = Pick<Engine, 'client' | 'subscribe' | 'state' | 'onState' | 'cliPrefix'>;

export interface StartSetsOptions {
  /** That for those who may end containers. */
  readonly engine: SetsEngine;
  readonly record: RecordCommand;
  readonly log: (line: string) => void;
  readonly dataDir: string;
  /** The list of containers as it is and as it changes. */
  readonly containers: (signal: AbortSignal) => AsyncIterable<ContainerChange>;
  readonly projects: Projects;
  /** Before each change of a restart policy, which is remembered already. */
  readonly onHold?: (name: string) => Promise<void>;
}
