import type { Env } from '../../engine/env';
import type { Environment } from '../reading/environment';
import type { Problems } from '../reading/problems';
import type { ReadSource } from '../reading/source';
import type { MapNode, Source } from '../reading/tree';
import type { PlacedUse } from '../reading/variables';

/** One file by itself, with its variables filled in. */
export interface LoadedFile {
  readonly source: Source;
  /** As it is written. */
  readonly written: MapNode;
  readonly filled: MapNode;
  /** By `include`, or named by a file that is. */
  readonly isIncluded: boolean;
}

export interface ReaderOptions {
  /** Slipway's own. */
  readonly env: Env;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
}

/** One reading of a place: each file once. */
export interface Reader extends ReaderOptions {
  readonly read: ReadSource;
  readonly problems: Problems;
  readonly uses: PlacedUse[];
  readonly loaded: LoadedFile[];
  readonly signal: AbortSignal | undefined;
}

/** Files that are merged, and the folder where their paths start. */
export interface FileSet {
  readonly files: readonly string[];
  readonly folder: string;
  readonly environment: Environment;
  /** Files that led here, so that no circle is followed. */
  readonly trail: readonly string[];
}

/** All files of a place merged, `extends` and `include` followed, variables filled in. */
export interface Reading {
  readonly name: string;
  readonly folder: string;
  /** Those that count, in their order; then what they include. */
  readonly files: readonly string[];
  /** Each file that was read, those of `extends` too. */
  readonly loaded: readonly LoadedFile[];
  readonly project: MapNode;
  readonly environment: Environment;
  readonly profiles: readonly string[];
  readonly uses: readonly PlacedUse[];
  readonly problems: Problems;
  readonly read: ReadSource;
}
