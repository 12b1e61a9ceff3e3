import { create } from './create';
import { recreate } from './recreate';
import { bin } from './bin';
import { budget } from './budget';
import { builds } from './builds';
import { volumes } from './volumes';
import { welcome } from './welcome';
import { networks } from './networks';
import { ports } from './ports';
import { diagnostics } from './diagnostics';
import { disk } from './disk';
import { commands } from './commands';
import { compose } from './compose';
import { composeFiles } from './compose-files';
import { containers } from './containers';
import { engine } from './engine';
import { files } from './files';
import { host } from './host';
import { images } from './images';
import { imports } from './imports';
import { layers } from './layers';
import { logs } from './logs';
import { machine } from './machine';
import { notifications } from './notifications';
import type { ContractShape } from './procedure';
import { processes } from './processes';
import { pulls } from './pulls';
import { registries } from './registries';
import { settings } from './settings';
import { startSets } from './start-sets';
import { stats } from './stats';
import { stops } from './stops';
import { tasks } from './tasks';
import { terminal } from './terminal';
import { transfers } from './transfers';
import { updates } from './updates';

/** All that a page can ask of the main process. */
export const contract = {
  host,
  budget,
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
  create,
  recreate,
  bin,
  images,
  volumes,
  networks,
  ports,
  disk,
  pulls,
  registries,
  layers,
  builds,
  compose,
  composeFiles,
  startSets,
  tasks,
  notifications,
  imports,
  welcome,
  diagnostics,
  updates,
} as const satisfies ContractShape;
export type Contract = typeof contract;
