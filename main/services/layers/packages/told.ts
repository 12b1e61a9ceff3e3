import type { ImagePackage } from '../../../contract/image-packages';

/** What one file of an image tells. */
export interface Told {
  readonly packages?: readonly Omit<ImagePackage, 'path'>[];
  /** Of a Debian package, told by another file than its version. */
  readonly licence?: { readonly name: string; readonly licence: string };
  readonly system?: string;
  /** What cannot be read of it, in words. */
  readonly note?: string;
}

export interface Found {
  readonly packages: readonly ImagePackage[];
  readonly notes: readonly string[];
  readonly system: string;
}

/** Takes the content of one file. */
export interface Gathering {
  content(piece: Buffer): void;
  end(): void;
}
