import type { ComponentType } from 'react';

/** A container that a compose file can be made of. Strings are hostile. */
export interface PickableContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly project: string | null;
  readonly running: boolean;
}

export type MeasuredColumn = 'cpu' | 'memory' | 'network' | 'block' | 'pids';

/** What other features show of a project, and know of containers. */
export interface ComposeParts {
  /** The merged logs of its containers, as they come and go. `project`: its name. */
  readonly Logs: ComponentType<{ readonly project: string }>;
  /** A figure of all these together. */
  readonly SumCell: ComponentType<{ readonly ids: readonly string[]; readonly column: MeasuredColumn }>;
  /** Has these measured; returns how to stop it. */
  readonly measure: (ids: readonly string[]) => () => void;
  readonly listContainers: () => readonly PickableContainer[];
  /** To sets of projects and containers that are started in order. */
  readonly onStartSets: () => void;
}
