import type { Transfers } from '../shell/transfers';
import type { ImageParts } from './remove';
import type { Works } from './works';

/** What bulk bytes need. */
export interface TransferParts extends ImageParts {
  readonly works: Works;
  readonly transfers: Transfers;
}
