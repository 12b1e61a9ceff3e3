import type { SettingsPatch, SettingsValue } from '../contract/settings';
import type { Texts } from '../../texts/translate';
import type { Containers } from '../services/containers/containers';
import type { Engine } from '../services/engine/types';
import { filesAmong } from '../services/links/files';
import { linkAmong, routeOfLink } from '../services/links/links';
import type { OpenedFiles } from '../services/links/opened-files';
import type { Machine } from '../services/machine/types';
import type { Settings } from '../services/settings/settings';
import type { Redactor } from '../services/shell/redact';
import type { Routes } from '../services/shell/routes';
import type { SystemNotices } from '../services/shell/notices';
import type { Tasks } from '../services/shell/tasks';
import type { Tray, TrayVerb } from '../services/shell/tray';
import type { TrayState } from '../services/tray/model';
import { createTray } from '../services/tray/tray';
import { createUpdates, type Updates } from '../services/updates/updates';
import type { AppOptions } from './options';
import type { Ground } from './shaping';
import type { Speech } from './language';

/** What a desktop shows of Slipway outside of its page, and what it needs to know for that. */
export interface Desktop {
  /** In the user's language, as it is at each call. */
  readonly t: Texts['t'];
  /** Called when the user's language is another: what was said before is to be said anew. */
  onLanguage(listener: () => void): () => void;
  readonly tray: Tray;
  readonly settings: DesktopSettings;
  /**
   * Leads the page where the `slipway://` link among a program's arguments points, or shows it the files among them, which changes nothing
   * yet. False: there is neither of ours, and nothing happens.
   */
  open(args: readonly string[]): Promise<boolean>;
  /** Whether Slipway's own engine is on, and not asleep. */
  machineIsOn(): boolean;
  /** What would end if Slipway's own engine were stopped now. null: nothing; `containers` null: not known how many. */
  machineUse(): Promise<{ readonly containers: number | null } | null>;
  /** Also one that an earlier Slipway started. */
  stopMachine(): Promise<void>;
}

export interface DesktopSettings {
  value(): SettingsValue;
  onChange(listener: () => void): () => void;
  update(patch: SettingsPatch): Promise<void>;
}

export interface DesktopParts {
  readonly speech: Pick<Speech, 't' | 'onChange'>;
  /** Of what the system shows: it keeps notices, and shows them on locked screens. */
  readonly redact: Redactor['redact'];
  readonly containers: Pick<Containers, 'watch' | 'run'>;
  readonly routes: Routes;
  readonly openedFiles: Pick<OpenedFiles, 'open'>;
}

/** A list that is not there by then is not waited for. */
const LIST_MS = 1_000;

export function createDesktop(
  { notices, platform }: AppOptions,
  { settings, engine, machine, log }: Ground,
  parts: DesktopParts,
): Desktop {
  const { speech, containers, routes } = parts;
  const { t } = speech;
  const tell = tellingFailures(parts, notices);
  const tray = createTray({
    ...{ t, log, openRoute: (route) => routes.open(route) },
    around: () => around(engine, machine, settings),
    onAround: (listener) => {
      const stops = [
        engine.onState(listener),
        machine.onState(listener),
        settings.onChange(listener),
        speech.onChange(listener),
      ];
      return () => stops.forEach((stop) => stop());
    },
    containers: (signal) => containers.watch(signal),
    run: (verb, ids) => run(containers, tell, verb, ids),
    machine: (verb) =>
      (verb === 'start' ? machine.start() : machine.stop()).catch((error: unknown) => tell('engine', error)),
    doNotDisturb: (doNotDisturb) => settings.update({ notifications: { doNotDisturb } }),
  });
  return {
    ...{ t, tray, onLanguage: (listener) => speech.onChange(listener) },
    settings: {
      value: () => settings.state().value,
      onChange: (listener) => settings.onChange(listener),
      update: (patch) => settings.update(patch),
    },
    async open(args) {
      const opened = await Promise.all(filesAmong(args, platform).map((file) => parts.openedFiles.open(file)));
      const route = routeOfLink(linkAmong(args) ?? '');
      if (route === null) return opened.includes(true);
      routes.open(await withWholeId(route, containers));
      return true;
    },
    machineIsOn: () => machine.state().power === 'running',
    machineUse: () => machineUse(engine, machine, containers),
    stopMachine: () => machine.stop(),
  };
}

const POWER: Readonly<Record<ReturnType<Machine['state']>['power'], NonNullable<TrayState['machine']>['power']>> = {
  ...{ absent: 'off', stopped: 'off', starting: 'changing', running: 'on' },
  ...{ sleeping: 'on', stopping: 'changing', broken: 'off' },
};

function around(engine: Engine, machine: Machine, settings: Settings): Omit<TrayState, 'containers'> {
  const { state, engine: used } = engine.state().status;
  const { driver, power, fault } = machine.state();
  const states = {
    connected: 'connected',
    'not-responding': 'broken',
    connecting: 'away',
    disconnected: 'away',
  } as const;
  return {
    engine: { state: states[state], name: used?.name ?? '' },
    machine: driver === null ? null : { power: POWER[power], failed: fault !== null },
    doNotDisturb: settings.state().value.notifications.doNotDisturb,
  };
}

type TellFailure = (about: 'engine' | 'containers', error: unknown) => void;

const tellingFailures =
  ({ speech: { t }, redact }: DesktopParts, notices: SystemNotices | undefined): TellFailure =>
  (about, error) =>
    notices?.show({
      id: `tray:${about}`,
      title: t('That did not work'),
      body: redact(error instanceof Error ? error.message : String(error)),
      route: about === 'engine' ? '/engine' : '/containers',
    });

async function run(
  containers: DesktopParts['containers'],
  tell: TellFailure,
  verb: TrayVerb,
  ids: readonly string[],
): Promise<void> {
  const { signal } = new AbortController();
  for await (const { outcome, name, message } of containers.run({ action: verb, ids: [...ids] }, signal))
    if (outcome === 'failed') tell('containers', new Error(`${name}: ${message}`));
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly isUp: boolean;
}

/** The containers as they are known; null: not within `LIST_MS`. */
async function listed(containers: Pick<Containers, 'watch'>): Promise<readonly Listed[] | null> {
  const rows = new Map<string, Listed>();
  try {
    for await (const change of containers.watch(AbortSignal.timeout(LIST_MS))) {
      if (change.type === 'synced') return [...rows.values()];
      if (change.type === 'stale') return null;
      if (change.type === 'upsert')
        for (const { id, name, state } of change.rows)
          rows.set(id, { id, name, isUp: state === 'running' || state === 'paused' || state === 'restarting' });
    }
  } catch {
    // As not known.
  }
  return null;
}

/** A link may say a container's name, or the first digits of its id; the page knows whole ids. */
async function withWholeId(route: string, containers: Pick<Containers, 'watch'>): Promise<string> {
  const [, ref, rest = ''] = /^\/containers\/([^/]+)(.*)$/.exec(route) ?? [];
  if (ref === undefined) return route;
  const rows = (await listed(containers)) ?? [];
  const named = rows.filter(({ id, name }) => name === ref || id === ref);
  const found = named.length > 0 ? named : rows.filter(({ id }) => id.startsWith(ref));
  const [only] = found;
  return only === undefined || found.length > 1 ? route : `/containers/${only.id}${rest}`;
}

async function machineUse(
  engine: Engine,
  machine: Machine,
  containers: Pick<Containers, 'watch'>,
): ReturnType<Desktop['machineUse']> {
  const { power, engineKey } = machine.state();
  // One that sleeps has nothing running.
  if (power !== 'running') return null;
  if (engine.state().status.engine?.key !== engineKey) return { containers: null };
  const running = (await listed(containers))?.filter(({ isUp }) => isUp).length ?? null;
  return running === 0 ? null : { containers: running };
}

/** A newer Slipway, where the host can replace itself. */
export const createUpdatesOf = (
  { updater = 'not-packaged', version }: AppOptions,
  { settings, log, t }: Ground,
  tasks: Tasks,
): Updates =>
  createUpdates({
    ...{ updater, current: version, log },
    task: (version, cancel) => {
      const title = t('Slipway {version}', { version });
      const task = tasks.begin({ kind: 'update', title, route: '/settings?key=updates.check', cancel });
      return {
        progress: (fraction) => task.progress(fraction, ''),
        end: (outcome, words) => task.end(outcome, words),
      };
    },
    settings: () => settings.state().value.updates,
    onSettings: (listener) => settings.onChange(listener),
    saveSkip: (skip) => settings.update({ updates: { skip } }),
  });
