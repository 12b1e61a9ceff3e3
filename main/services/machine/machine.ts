import { parse } from 'valibot';
import { type MachinePatch, type MachineSettings, machineSettings } from '../../contract/machine';
import { checkAccess } from './access/guest-files';
import { createCore, begin, type Core, type MachineOptions, refresh, userTarget } from './core';
import { privateAddress } from './endpoint/socket-path';
import { applySettings, checkSettings } from './life/apply-settings';
import { ownEngine } from './life/engine-target';
import { machineError, told } from './life/faults';
import { createFigures } from './life/figures';
import { initialState } from './life/initial-state';
import { machinePaths } from './life/paths';
import { readLog } from './life/read-log';
import { removeAll, removeMachine } from './life/remove-machine';
import { createStateStore } from './life/state';
import { runWelcome } from './life/welcome';
import { noMachine } from './no-machine';
import { sharesOf } from './outside/shares-of';
import { checkBinds } from './shares/check-binds';
import type { Machine } from './types';
import { say } from '../../../texts/say';

/** Slipway's own machine; one that an earlier Slipway left running is taken over. */
export function createMachine(options: MachineOptions): Machine {
  const { driver, dataDir, platform, user, settings } = options;
  const paths = machinePaths(dataDir);
  const { url } = privateAddress(platform, paths.root, user);
  const store = createStateStore(initialState(driver, settings(), url));
  return driver === null ? noMachine(store) : withDriver(createCore({ options, driver, paths, store }));
}

function withDriver(core: Core): Machine {
  const { options, driver, store, life, work } = core;
  const { paths } = core;
  const { path: socket } = privateAddress(options.platform, paths.root, options.user);
  const figures = followFigures(core);
  const found = begin(core).catch((error: unknown) => options.log(`machine: ${String(error)}`));
  const ready = <T>(act: () => Promise<T>): Promise<T> => found.then(() => told(act));
  // Before its engine answered, nobody is sent there.
  const isOn = (): boolean => life.power() === 'running' || life.power() === 'sleeping';
  return {
    state: () => store.get(),
    onState: (listener) => store.onChange(listener),
    engine: () => ownEngine(store.get(), socket, isOn() ? userTarget(core) : null),
    start: () => ready(() => life.start()),
    stop: () => ready(() => life.stop()),
    restart: () => ready(() => life.stop().then(() => life.start())),
    kill: () => ready(() => life.kill()),
    pause: () => ready(() => life.sleep()),
    resume: () => ready(() => life.wake()),
    update: (patch) => ready(() => update(core, patch)),
    settingsEdited: () => void found.then(() => edited(core)),
    remove: () => ready(() => remove(core)),
    reset: () => ready(() => reset(core)),
    compact: () => ready(() => work.compact()),
    checkDisk: (repair) => ready(() => work.check(repair)),
    exportDisk: (file) => ready(() => work.exportTo(file)),
    readLog: (which) => ready(() => readLog(which, driver, life.powered())),
    snapshots: () => ready(() => work.snapshots()),
    createSnapshot: (name) => ready(() => work.create(name, false)),
    restoreSnapshot: (id) => ready(() => work.restore(id)),
    deleteSnapshot: (id) => ready(() => work.remove(id)),
    welcome: () => ready(() => welcome(core)),
    checkBinds: async (sources) => [
      ...(await checkBinds(sources, store.get().shares, { platform: options.platform, dataDir: options.dataDir })),
    ],
    setVisible: (visible) => figures.setVisible(visible),
    close: async ({ leaveRunning = false } = {}) => {
      figures.setVisible(false);
      core.sleeper.stop();
      await found;
      if (life.isOurs() && !leaveRunning)
        await life.stop().catch((error: unknown) => options.log(`machine: ${String(error)}`));
      await life.close();
      await core.outside.close();
    },
  };
}

/** Asked for only while a page shows them. */
function followFigures({ driver, paths, life, store }: Core): Pick<Machine, 'setVisible'> {
  const figures = createFigures({
    ...{ driver, dataDisk: paths.dataDisk },
    agent: () => (life.power() === 'running' ? (life.powered()?.agent ?? null) : null),
    set: (patch) => store.set(patch),
  });
  let visible = true;
  const look = (): void => figures.look(visible && store.listeners() > 0 && life.power() === 'running');
  store.onListeners(look);
  store.onChange(look);
  return {
    setVisible: (next) => {
      visible = next;
      look();
    },
  };
}

async function update(core: Core, patch: MachinePatch): Promise<void> {
  const { options, driver, life, paths } = core;
  const before = options.settings();
  const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const next: MachineSettings = { ...before, ...named };
  if (patch.access !== undefined) checkAccess(next.access);
  await checkSettings(next, paths.dataDisk);
  if (next.shares !== null) await sharesOf(next, options);
  // Before they are saved: what comes back by the file is no edit then.
  core.store.set({ settings: next });
  await options.saveSettings(next);
  await applySettings(before, next, { driver, life, dataDisk: paths.dataDisk });
  core.sleeper.reconsider();
  refresh(core);
}

/** Never rejects: what cannot be is told by the next start. */
async function edited(core: Core): Promise<void> {
  const { options, driver, life, paths, store } = core;
  const before = store.get().settings;
  const next = options.settings();
  if (JSON.stringify(before) === JSON.stringify(next)) return;
  store.set({ settings: next });
  try {
    await checkSettings(next, paths.dataDisk);
    await applySettings(before, next, { driver, life, dataDisk: paths.dataDisk });
  } catch (error) {
    options.log(`machine: edited settings: ${String(error)}`);
  }
  core.sleeper.reconsider();
  refresh(core);
}

async function remove(core: Core): Promise<void> {
  await core.life.kill();
  await core.life.exclusively(() => removeMachine(core.driver, core.paths));
  await core.outside.forget();
  core.store.set({ phases: [] });
  await core.life.settle();
}

async function reset(core: Core): Promise<void> {
  await remove(core);
  await core.life.exclusively(() => removeAll(core.paths));
  const standard = parse(machineSettings, {});
  core.store.set({ settings: standard });
  await core.options.saveSettings(standard);
  refresh(core);
}

async function welcome({ life }: Core): Promise<string> {
  await life.start();
  const powered = life.powered();
  const client = powered?.link.client() ?? null;
  if (powered === null || client === null)
    throw machineError('timeout', say('The engine in the machine does not answer.'));
  return runWelcome(client, powered.agent);
}
