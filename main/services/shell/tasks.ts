import type { Task, TaskKind } from '../../contract/tasks';

export interface TaskBegin {
  readonly kind: TaskKind;
  /** In the user's language; names in it may be hostile. */
  readonly title: string;
  /** The address of the view that has more of it; null: there is none. */
  readonly route: string | null;
  /** What the engine is called that does it. Left out: none has to do with it. */
  readonly engine?: string;
  /** ms since the epoch. Left out: now. */
  readonly startedAt?: number;
  /** Left out: it cannot be cancelled. What it is asked for comes true when `end` says so. */
  readonly cancel?: () => void;
  /** Done in a moment as a rule, and then told where it was begun, failed or not. */
  readonly momentary?: boolean;
  /** Something else tells how it ended. */
  readonly quiet?: boolean;
}

/** A task under way, as who does it sees it. After `end` nothing has an effect. */
export interface RunningTask {
  readonly id: string;
  /** `fraction`: 0 to 1; null: not known. May be called as often as there is something to tell. */
  progress(fraction: number | null, words: string): void;
  /** One line of its log, without its line end; hostile. */
  line(text: string): void;
  /** `words`: what came of it. */
  end(outcome: Exclude<Task['state'], 'running'>, words?: string): void;
}

/** Where whatever takes a while is told of: the tasks centre shows it. */
export interface Tasks {
  begin(begin: TaskBegin): RunningTask;
}
