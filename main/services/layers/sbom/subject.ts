import type { Found } from '../packages/told';

/** What a bill of materials is of. */
export interface Subject {
  readonly imageId: string;
  /** What the image is called. */
  readonly name: string;
  readonly found: Found;
  /** When it is written, ISO 8601 in whole seconds, and a UUID. */
  readonly created: string;
  readonly uuid: string;
}

export const TOOL = 'Slipway';
