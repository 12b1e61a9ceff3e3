import type { Contract } from './contract';
import { createDesktop, createUpdatesOf, type Desktop } from './app/desktop';
import { openFoundation } from './app/foundation';
import { createServices, handlersOf } from './app/services';
import type { AppOptions } from './app/options';
import { reportedMachine } from './app/tasks/machine';
import { withPackagedTools } from './app/packaged';
import { budgetHandlers } from './rpc/budget';
import { engineHandlers } from './rpc/engine';
import { hostHandlers } from './rpc/host';
import { machineHandlers } from './rpc/machine';
import { settingsHandlers } from './rpc/settings';
import { updatesHandlers } from './rpc/updates';
import { createSight } from './rpc/sight';
import type { Handlers } from './rpc/wire/types';
import { createBudget } from './services/budget/budget';
import type { Machine } from './services/machine/types';
import type { Language } from '../texts/languages';
import { createCommands, type Commands } from './services/shell/commands';
import { type Redactor } from './services/shell/redact';
import { createRoutes, type Routes } from './services/shell/routes';
import type { FileDesk } from './services/shell/transfers';

export type { Desktop } from './app/desktop';
export type { AppOptions } from './app/options';

/** Where a host keeps what it keeps. */
export { defaultDataDir } from './services/shell/data-dir';

/** For a host that cannot have its own port. */
export { findPortHolder } from './services/process/listeners';

/** Slipway without a way to show itself: what a host serves to its pages. */
export interface App {
  readonly handlers: Handlers<Contract>;
  /** What pages come for, or with, by the tickets they were given: bulk bytes, which are no messages. */
  readonly transfers: FileDesk;
  /**
   * Makes and starts Slipway's own machine; resolves when its engine answers. `tell` gets each phase as it begins. Rejects
   * with an Error whose message is for the user.
   */
  startMachine(tell: (phase: string) => void): Promise<void>;
  /** Where its pages are asked to go. */
  readonly routes: Routes;
  /** What its pages are asked to do. */
  readonly commands: Commands;
  /** For a host with a desktop around it. */
  readonly desktop: Desktop;
  /** What its pages, and main with them, speak; `wanted` is what the system or browser asks for, as BCP 47, best first. */
  readonly language: (wanted: readonly string[]) => Language;
  /** Writes one line into Slipway's own log. */
  readonly log: (line: string) => void;
  /** Writes what went wrong, and where, as an error. */
  readonly logError: (where: string, error: unknown) => void;
  /** Masks secrets in what is written down, and is told of new ones. */
  readonly redactor: Redactor;
  /** Ends all it does; settings are on disk by then. `leaveMachine`: Slipway's own machine goes on, with what runs in it. */
  close(options?: { readonly leaveMachine?: boolean }): Promise<void>;
}

/** Resolves without waiting for any engine. */
export async function createApp(given: AppOptions): Promise<App> {
  const options = withPackagedTools(given);
  const { dataDir, platform, version, host } = options;
  const foundation = await openFoundation(options);
  const { appLog, redactor, settings, engine, machine, checkMachine, speech } = foundation;
  const { log } = appLog;
  const routes = createRoutes();
  const commands = createCommands();
  const { t, language } = speech;
  const budget = createBudget(options);
  const sight = createSight();
  const ground = { settings, engine, machine, checkMachine, log, t };
  const services = await createServices(options, ground, { appLog, redactor });
  const desktop = createDesktop(options, ground, { ...services, routes, speech, redact: redactor.redact });
  const updates = createUpdatesOf(options, ground, services.tasks);
  return {
    ...{ log, logError: appLog.error, redactor, routes, commands, desktop, language },
    transfers: services.transfers.desk,
    startMachine: (tell) => startMachine(machine, tell),
    handlers: {
      host: hostHandlers(
        {
          openedFiles: services.openedFiles,
          ...{ routes, commands, sight, pickFolder: options.pickFolder ?? null, lastCrash: options.lastCrash ?? null },
          about: { version, host, platform, dataDir, opensFiles: options.openPath !== undefined },
        },
        (visible) =>
          [engine, machine, budget, services.stats, services.pulls].forEach((part) => part.setVisible(visible)),
      ),
      budget: budgetHandlers(budget),
      settings: settingsHandlers(settings, options.openPath ?? null),
      engine: engineHandlers(engine),
      machine: machineHandlers(reportedMachine(machine, services.tasks, t)),
      updates: updatesHandlers(updates),
      ...handlersOf(services, sight),
    },
    async close({ leaveMachine = false } = {}) {
      updates.close();
      await services.close();
      await foundation.close(leaveMachine);
    },
  };
}

async function startMachine(machine: Machine, tell: (phase: string) => void): Promise<void> {
  let told = 0;
  const stop = machine.onState(() => {
    const { phases } = machine.state();
    for (const { name } of phases.slice(told)) tell(name);
    told = phases.length;
  });
  try {
    await machine.start();
  } finally {
    stop();
  }
}
