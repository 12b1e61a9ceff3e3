import type { Engine } from '../engine/types';

export type VolumesEngine = Pick<Engine, 'client' | 'cliPrefix' | 'state' | 'subscribe'>;
