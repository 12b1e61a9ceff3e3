import type { ContainerChange } from '../../contract/containers';
import type { Engine } from '../engine/types';

export type ImagesEngine = Pick<Engine, 'client' | 'cliPrefix' | 'subscribe'>;

/** The list of containers as it is and as it changes; ends with the signal. */
export type WatchContainers = (signal: AbortSignal) => AsyncIterable<ContainerChange>;
