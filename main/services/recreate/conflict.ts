/** RECREATE_CONFLICT of the contract. */
export class RecreateConflict extends Error {
  override readonly name = 'RecreateConflict';
  constructor(
    readonly reason: 'changed' | 'under-way' | 'gone',
    /** Of the container; hostile. */
    readonly container: string,
  ) {
    super(`${container}: ${reason}`);
  }
}
