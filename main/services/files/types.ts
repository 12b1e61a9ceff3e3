import type { Engine } from '../engine/types';

export type FilesEngine = Pick<Engine, 'client' | 'cliPrefix' | 'state' | 'onState' | 'subscribe'>;

/** A container through which files are asked for. */
export interface Place {
  readonly containerId: string;
  /** The folder in it that is the source's `/`. */
  readonly root: string;
  /** What else is mounted, by its path in the source. */
  readonly mounts: readonly string[];
}
