import { commands } from './commands';
import { containers } from './containers';
import { engine } from './engine';
import { host } from './host';
import { machine } from './machine';
import type { ContractShape } from './procedure';
import { settings } from './settings';

/** All that a page can ask of the main process. */
export const contract = { host, settings, engine, containers, commands, machine } as const satisfies ContractShape;
export type Contract = typeof contract;
