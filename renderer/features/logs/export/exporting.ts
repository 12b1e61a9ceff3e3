/** A file on its way to the disk. */
export interface Exporting {
  /** Of the transfer. */
  readonly id: string;
  readonly bytes: number;
}
