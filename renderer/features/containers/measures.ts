import { createContext, type ComponentType } from 'react';
import type { ContainerRow } from '../../../main/contract/containers';
import type { ContainerColumnId } from '../../../main/contract/settings';

const MEASURED = ['cpu', 'memory', 'network', 'block', 'pids'] as const satisfies readonly ContainerColumnId[];
export type MeasuredColumnId = (typeof MEASURED)[number];

const names: ReadonlySet<string> = new Set(MEASURED);

/** A column whose values another feature measures. */
export const isMeasured = (column: ContainerColumnId): column is MeasuredColumnId => names.has(column);

/** The last value known of a container; null: none. */
export type MeasureOf = (id: string, column: MeasuredColumnId) => number | null;

/** What another feature measures of containers, for the list's columns. */
export interface Measures {
  readonly Cell: ComponentType<{ readonly row: ContainerRow; readonly column: MeasuredColumnId }>;
  /** Of all containers of a project. */
  readonly SumCell: ComponentType<{ readonly ids: readonly string[]; readonly column: MeasuredColumnId }>;
  /** Told whose values are in sight now. */
  readonly onVisible: (ids: readonly string[]) => void;
  readonly valueOf: MeasureOf;
  /** Has all of them measured, the unseen ones too, and tells when values change; returns how to stop it. */
  readonly followAll: (listener: () => void) => () => void;
}

export const MeasuresContext = createContext<Measures | null>(null);
