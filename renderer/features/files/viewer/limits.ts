// As the contract has them (`main/contract/files.ts`): no schema reaches the page, so they are said again.

/** Most of a file that is read to be shown, bytes. */
export const READ_LIMIT = 8 * 1024 * 1024;
/** Largest text that can be edited, bytes; of larger files this much is shown. */
export const EDIT_LIMIT = 1024 * 1024;
