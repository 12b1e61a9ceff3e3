import { type StoreApi, createStore } from 'zustand/vanilla';
import type { LogRow } from '../../../../main/contract/logs';
import type { Exporting } from '../export/exporting';
import { type FilterDraft, NO_FILTER, NO_TERM } from '../filter/filter-draft';
import { type FindState, NO_FIND } from '../find/find-state';
import type { Metrics } from '../scroll/arrange';
import { createLogSession } from '../session/session';
import type { LogSession, LogsInput } from '../session/types';
import { type KeptView, readKept } from './kept-view';

export type DialogKind = 'time' | 'range' | 'sources' | 'highlights' | 'searches' | 'columns';

/** Rows from one to the other, in either order; numbers of the frame. */
export interface LineRange {
  readonly anchor: number;
  readonly head: number;
  readonly epoch: number;
}

export interface UiState {
  readonly filter: FilterDraft;
  readonly filterShown: boolean;
  /** Why the filter cannot be used. */
  readonly filterError: unknown;
  readonly find: FindState;
  readonly selection: LineRange | null;
  /** Fields of JSON lines that have a column of their own. */
  readonly columns: readonly string[];
  readonly dialog: DialogKind | null;
  /** The line whose pretty view is open. */
  readonly opened: LogRow | null;
  readonly cleared: boolean;
  readonly exporting: Exporting | null;
  /** How the rows lie on the screen; null: not yet. */
  readonly metrics: Metrics | null;
}

/** A log view: what main knows of it, and what only the page knows. */
export interface LogModel {
  readonly key: string;
  readonly session: LogSession;
  readonly ui: StoreApi<UiState>;
}

/** What is asked for now comes before what was there the last time. */
const filterFor = (kept: KeptView | null, text: string): FilterDraft =>
  text === '' ? (kept?.filter ?? NO_FILTER) : { ...NO_FILTER, terms: [{ ...NO_TERM, text }] };

const uiStateOf = (filter: FilterDraft): UiState => ({
  filter,
  filterShown: filter !== NO_FILTER,
  ...{ filterError: null, find: NO_FIND, selection: null, columns: [], dialog: null, opened: null },
  ...{ cleared: false, exporting: null, metrics: null },
});

/** `filterText`: that the lines shown at first have; '': any, or as it was kept. */
export function createLogModel(key: string, input: LogsInput, filterText = ''): LogModel {
  const kept = readKept(key);
  return {
    key,
    session: createLogSession(input, kept?.line ?? null),
    ui: createStore<UiState>(() => uiStateOf(filterFor(kept, filterText))),
  };
}
