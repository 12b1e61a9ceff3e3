import type { RecordCommand } from '../engine/noted';
import type { Pull } from '../engine/pull';
import type { Engine } from '../engine/types';
import type { Identity } from '../process/identity';
import type { Calls } from './calls';
import type { Journal, JournalEntry } from './journal';

/** Each is followed by `onStep`: a process that ends there must leave one of the two containers whole. */
export type Step =
  | 'journaled'
  | 'committed'
  | 'created'
  | 'creation journaled'
  | 'policy set'
  | 'stopped'
  | 'old renamed'
  | 'new renamed'
  | 'start journaled'
  | 'started'
  | 'watched'
  | 'done';

export interface RecreateOptions {
  readonly engine: Engine;
  readonly record: RecordCommand;
  readonly pull: Pull;
  readonly log: (line: string) => void;
  /** Holds the journal. */
  readonly dir: string;
  /** Tests end the world there. */
  readonly onStep?: (step: Step) => Promise<void>;
  /** Tests are another Slipway by it; else this process. */
  readonly owner?: Identity | null;
}

/** What the parts of a recreation share. */
export interface Work {
  readonly engine: Engine;
  readonly calls: Calls;
  readonly pull: Pull;
  readonly journal: Journal;
  readonly log: (line: string) => void;
  readonly onStep: (step: Step) => Promise<void>;
  readonly owner: () => Promise<Identity | null>;
  /** Ids of the old containers that this process is at. */
  readonly running: Set<string>;
  /** The engine went away amid an operation: what is left of it is settled once it can be. */
  readonly cutOff: () => void;
  /** After each change of what is in the journal. */
  readonly changed: () => void;
}

/** The entry with the change in it, on disk. */
export async function note(work: Work, entry: JournalEntry, change: Partial<JournalEntry>): Promise<JournalEntry> {
  const next = { ...entry, ...change };
  await work.journal.write(next);
  work.changed();
  return next;
}

export async function forget(work: Work, operation: string): Promise<void> {
  await work.journal.remove(operation);
  work.changed();
}
