import type { ImageLayers } from '../../../contract/layers';
import type { ImageConfig } from '../archive/image-config';
import type { Found } from '../packages/told';
import type { Entries } from './entries';
import type { Lives } from './lives';
import type { Names } from './names';
import type { Nodes } from './nodes';

/** All that is kept of an image that was read. */
export interface ImageIndex {
  readonly image: ImageLayers;
  readonly config: ImageConfig;
  readonly names: Names;
  readonly nodes: Nodes;
  readonly entries: Entries;
  readonly lives: Lives;
  /** In the last layer's tree. */
  readonly packages: Found;
}

/** What a package costs: five short strings. */
const PACKAGE_BYTES = 400;

/** About how much memory it takes. */
export const bytesOf = ({ names, nodes, entries, lives, packages }: ImageIndex): number =>
  names.bytes() + nodes.bytes() + entries.bytes() + lives.bytes() + packages.packages.length * PACKAGE_BYTES;
