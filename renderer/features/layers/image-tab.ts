/** What a tab of an image's details gets. */
export interface ImageTabProps {
  /** The engine's id of it. */
  readonly imageId: string;
  /** What the user calls it: `repo:tag`, or the id where it has none. */
  readonly reference: string;
}
