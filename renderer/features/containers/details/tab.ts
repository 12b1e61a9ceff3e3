import type { ComponentType } from 'react';

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
}
