import type { ComponentType } from 'react';
import type { ContainerRow } from '../../../../main/contract/containers';

export interface TabProps {
  /** The container's. */
  readonly id: string;
}

/** One part of a container's details. */
export interface Tab {
  /** In the address; the first one has none. */
  readonly path: string;
  readonly title: string;
  readonly Content: ComponentType<TabProps>;
  /** Whether it has something to say of a container that is in the list; left out: of each. */
  readonly isFor?: (row: ContainerRow) => boolean;
}
