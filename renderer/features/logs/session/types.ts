import type { StoreApi } from 'zustand/vanilla';
import type { LogFilter, LogRow, LogSelection, LogStatus, LogTerm } from '../../../../main/contract/logs';
import type { RowCache } from '../rows/row-cache';
import type { Position } from '../scroll/position';

/** What a view is of. */
export interface LogsInput {
  readonly selection: LogSelection;
  /** µs by the engine's clock. */
  readonly sinceMicros: number | null;
  readonly untilMicros: number | null;
}

/** The rows that are shown: numbers, and what is in the cache, are of this view in this epoch. */
export interface Frame {
  readonly view: string;
  readonly epoch: number;
  readonly preview: boolean;
  readonly count: number;
}

export interface LogState {
  /** What main told last; the frame follows as soon as its rows are here. */
  readonly status: LogStatus | null;
  /** Why nothing more is told; null: all is well. */
  readonly trouble: unknown;
  /** Null until the first rows are here. */
  readonly frame: Frame | null;
  readonly position: Position;
  /** Rows that came since the end was left. */
  readonly news: number;
  /** Rises when rows came. */
  readonly version: number;
}

/** A line as it can be found again under other numbers. */
export type KeptLine = Pick<LogRow, 'timeMicros' | 'line' | 'source' | 'text'>;

/** What the status calls a search that was just begun; null: there was no view to say it to. */
export type SaidFind = { readonly view: string; readonly version: number } | null;

/** What the parts of a session share. */
export interface Desk {
  readonly store: StoreApi<LogState>;
  /** Of the frame. */
  cache: RowCache;
  /** Rows that are rendered, and of these how many fit on the screen. */
  span: { readonly from: number; readonly to: number };
  visible: number;
  /** The row to be kept in sight when the numbers change; null: the uppermost. */
  favourite: number | null;
  /** A place to go to once its lines are here; until then the end is shown. */
  wish: KeptLine | null;
  /** One wants to see the very first line, which is not here yet. */
  wantsFirst: boolean;
}

/** One open view, from its opening to its end. */
export interface LogSession {
  readonly store: StoreApi<LogState>;
  /** Opens it; returns how to close it. */
  readonly start: () => () => void;
  /** Undefined: not here yet. */
  readonly row: (row: number) => LogRow | undefined;
  /** What is rendered now; its rows are brought. */
  readonly look: (span: { readonly from: number; readonly to: number }, visible: number) => void;
  readonly goTo: (position: Position) => void;
  /** To the first line of all, also where only the last ones are here yet. */
  readonly goToFirst: () => void;
  /** To the middle of the screen. */
  readonly reveal: (row: number) => void;
  readonly goToTime: (micros: number) => Promise<void>;
  readonly keepInSight: (row: number | null) => void;
  /** Both reject as `rpc` does; both are said again to main after a lost connection. */
  readonly filter: (filter: LogFilter | null) => Promise<void>;
  readonly find: (term: LogTerm | null) => Promise<SaidFind>;
  readonly clear: (cleared: boolean) => Promise<void>;
}
