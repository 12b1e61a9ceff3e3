import type { Place } from '../store/spool';
import type { Query } from './matcher';
import type { Found } from './scan-chunk';

/** A chunk of a scan: in the spool, or its bytes as a spool would have them. */
export type ScanPart = Place | Uint8Array;

export interface ScanRequest {
  readonly id: number;
  readonly query: Query;
  readonly parts: readonly ScanPart[];
}

/** What was found in each part. `error`: the spool could not be read, say. */
export interface ScanAnswer {
  readonly id: number;
  readonly found: readonly Found[];
  readonly error: string | null;
}
