import { commands } from './commands';
import { containers } from './containers';
import { engine } from './engine';
import { files } from './files';
import { host } from './host';
import { logs } from './logs';
import { machine } from './machine';
import type { ContractShape } from './procedure';
import { processes } from './processes';
import { settings } from './settings';
import { stats } from './stats';
import { stops } from './stops';
import { terminal } from './terminal';
import { transfers } from './transfers';

/** All that a page can ask of the main process. */
export const contract = {
  host,
  settings,
  engine,
  containers,
  commands,
  files,
  logs,
  machine,
  stats,
  processes,
  stops,
  terminal,
  transfers,
} as const satisfies ContractShape;
export type Contract = typeof contract;
