import type { Engine } from '../engine/types';

export type LayersEngine = Pick<Engine, 'client' | 'cliPrefix'>;
