import { ASIDE } from './flags-aside';
import { BASIC } from './flags-basic';
import { NETWORK } from './flags-network';
import { RESOURCES, SECURITY } from './flags-resources';
import { STORAGE } from './flags-storage';
import type { Flag } from './types';

/** Every flag of `docker run`, in the order a line is printed. */
export const FLAGS: readonly Flag[] = [...BASIC, ...NETWORK, ...STORAGE, ...RESOURCES, ...SECURITY, ...ASIDE];
