import { emptySpec } from '../../../../main/contract/empty-spec';

/** A form before anything is said: shown at once, without asking main. */
export const BLANK = emptySpec();
