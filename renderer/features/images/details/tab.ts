import type { ComponentType } from 'react';

/** What a tab of an image's details gets. */
export interface ImageTabProps {
  /** The engine's id of it. */
  readonly imageId: string;
  /** What the user calls it: `repo:tag`, or the id where it has none. */
  readonly reference: string;
}

/** One part of an image's details. */
export interface ImageTab {
  /** In the address. */
  readonly path: string;
  readonly title: string;
  /** It needs the list's room too. */
  readonly isWide?: boolean;
  readonly Content: ComponentType<ImageTabProps>;
}
