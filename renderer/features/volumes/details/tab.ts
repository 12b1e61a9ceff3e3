import type { ComponentType } from 'react';

/** One part of a volume's details that another feature shows. */
export interface VolumeTab {
  /** In the address. */
  readonly path: string;
  readonly title: string;
  readonly Content: ComponentType<{ readonly name: string }>;
}
