import type { ComponentType } from 'react';
import type { Report } from '../report/report';

/** What a tab of a build's details gets. */
export interface BuildTabProps {
  readonly id: string;
  readonly report: Report;
  /** The rest of the address. */
  readonly more: string | null;
}

/** One part of a build's details. */
export interface BuildTab {
  /** In the address. */
  readonly path: string;
  readonly title: string;
  /** It needs the list's room too. */
  readonly isWide?: boolean;
  readonly Content: ComponentType<BuildTabProps>;
}
