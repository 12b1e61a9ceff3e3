import type { ProjectDetails } from '../../../../main/contract/compose';
import type { ComposeParts } from '../compose-parts';

export interface ProjectTabProps {
  readonly projectKey: string;
  readonly details: ProjectDetails;
  /** The rest of the address. */
  readonly more: string | null;
  readonly parts: ComposeParts;
}
