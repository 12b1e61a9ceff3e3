import type { Port } from '../../contract/containers';
import type { Texts } from '../../../texts/translate';
import type { TrayDeed, TrayItem, TrayLook, TrayVerb } from '../shell/tray';
import { label } from './label';

/** A longer menu runs out of the screen. */
const MOST_CONTAINERS = 15;
const MOST_PROJECTS = 8;
const MOST_PORTS = 5;

/** A container, as far as the menu needs it. Names are hostile. */
export interface TrayContainer {
  readonly id: string;
  readonly name: string;
  readonly state: 'running' | 'paused' | 'restarting' | 'stopped';
  readonly project: string | null;
  readonly ports: readonly Port[];
}

export interface TrayState {
  readonly engine: {
    /** `broken`: it is there, and does not do what it should. */
    readonly state: 'connected' | 'away' | 'broken';
    /** What it is called; hostile. */
    readonly name: string;
  };
  /** Slipway's own machine; null: there can be none here. */
  readonly machine: { readonly power: 'on' | 'off' | 'changing'; readonly failed: boolean } | null;
  /** Of the engine in use; what stopped only where it belongs to a project. */
  readonly containers: readonly TrayContainer[];
  readonly doNotDisturb: boolean;
}

type T = Texts['t'];

const SEPARATOR: TrayItem = { kind: 'separator' };
const words = (text: string): TrayItem => ({ kind: 'words', label: label(text) });
const deed = (text: string, what: TrayDeed): TrayItem => ({ kind: 'deed', label: label(text), deed: what });
const isUp = ({ state }: TrayContainer): boolean => state !== 'stopped';
const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

export function trayLook({ engine, machine }: TrayState): TrayLook {
  if (engine.state === 'broken' || machine?.failed === true) return 'attention';
  return engine.state === 'connected' ? 'running' : 'stopped';
}

function engineWords({ engine }: TrayState, t: T): string {
  if (engine.state === 'connected') return engine.name;
  return engine.state === 'broken' ? t('{name}: not responding', { name: engine.name }) : t('No engine');
}

export function trayHint(state: TrayState, t: T): string {
  const running = state.containers.filter(isUp).length;
  const count = t(
    '{running, plural, =0 {no containers running} one {# container running} other {# containers running}}',
    {
      running,
    },
  );
  return `Slipway: ${label(engineWords(state, t)).replaceAll('&&', '&')}${state.engine.state === 'connected' ? `, ${count}` : ''}`;
}

const verbs = (ids: readonly string[], up: boolean, t: T): readonly TrayItem[] => {
  const item = (text: string, verb: TrayVerb): TrayItem => deed(text, { do: 'containers', verb, ids });
  return up ? [item(t('Stop'), 'stop'), item(t('Restart'), 'restart')] : [item(t('Start'), 'start')];
};

/** Where a browser finds it: what listens everywhere, listens here too. */
function portUrl({ hostIp, hostPort, protocol }: Port): string | null {
  if (protocol !== 'tcp' || hostPort === null) return null;
  const local = hostIp === null || ['', '0.0.0.0', '::', '127.0.0.1', '::1'].includes(hostIp);
  return local ? `http://localhost:${String(hostPort)}/` : null;
}

function portItems({ ports }: TrayContainer, t: T): TrayItem[] {
  const urls = [...new Set(ports.map(portUrl))].filter((url) => url !== null).slice(0, MOST_PORTS);
  return urls.map((url) => deed(t('Open {url}', { url }), { do: 'url', url }));
}

function containerMenu(container: TrayContainer, t: T): TrayItem {
  const { id, name } = container;
  const address = `/containers/${encodeURIComponent(id)}`;
  const items = [
    deed(t('Show'), { do: 'route', route: address }),
    deed(t('Logs'), { do: 'route', route: `${address}/logs` }),
    ...portItems(container, t),
    SEPARATOR,
    ...verbs([id], isUp(container), t),
  ];
  return { kind: 'menu', label: label(name), items };
}

interface Project {
  readonly name: string;
  readonly containers: readonly TrayContainer[];
}

function projectsOf(containers: readonly TrayContainer[]): readonly Project[] {
  const projects = new Map<string, TrayContainer[]>();
  for (const container of containers) {
    if (container.project === null) continue;
    const members = projects.get(container.project);
    if (members === undefined) projects.set(container.project, [container]);
    else members.push(container);
  }
  const running = (project: Project): boolean => project.containers.some(isUp);
  return [...projects]
    .map(([name, members]) => ({ name, containers: members }))
    .sort((a, b) => Number(running(b)) - Number(running(a)) || byName(a, b));
}

function projectMenu({ name, containers }: Project, t: T): TrayItem {
  const up = containers.filter(isUp);
  const down = containers.filter((container) => !isUp(container));
  const ids = (of: readonly TrayContainer[]): readonly string[] => of.map(({ id }) => id);
  const items = [
    deed(t('Show'), { do: 'route', route: `/compose/${encodeURIComponent(name.replaceAll('%', '%25'))}` }),
    deed(t('Logs'), { do: 'route', route: `/logs?project=${encodeURIComponent(name)}` }),
    SEPARATOR,
    ...(down.length > 0 ? verbs(ids(down), false, t) : []),
    ...(up.length > 0 ? verbs(ids(up), true, t) : []),
  ];
  const counted = t('{name} ({running}/{all})', { name, running: up.length, all: containers.length });
  return { kind: 'menu', label: label(counted), items };
}

/** The first ones, and how many more there are. */
function bounded<M>(
  members: readonly M[],
  most: number,
  item: (member: M) => TrayItem,
  rest: (more: number) => TrayItem,
) {
  const more = members.length - most;
  return [...members.slice(0, most).map(item), ...(more > 0 ? [rest(more)] : [])];
}

function machineItems({ machine }: TrayState, t: T): TrayItem[] {
  if (machine === null) return [];
  if (machine.power === 'changing') return [words(t('Slipway’s engine is starting or stopping'))];
  return machine.power === 'on'
    ? [deed(t('Stop Slipway’s engine'), { do: 'machine', verb: 'stop' })]
    : [deed(t('Start Slipway’s engine'), { do: 'machine', verb: 'start' })];
}

const section = (title: string, items: readonly TrayItem[]): TrayItem[] =>
  items.length === 0 ? [] : [SEPARATOR, words(title), ...items];

export function trayItems(state: TrayState, t: T): readonly TrayItem[] {
  const known = state.engine.state === 'away' ? [] : state.containers;
  const moreAt =
    (route: string) =>
    (count: number): TrayItem =>
      deed(t('And {count} more', { count }), { do: 'route', route });
  const containers = known.filter(isUp).sort(byName);
  return [
    deed(t('Open Slipway'), { do: 'open' }),
    SEPARATOR,
    words(engineWords(state, t)),
    ...machineItems(state, t),
    ...section(
      t('Projects'),
      bounded(projectsOf(known), MOST_PROJECTS, (project) => projectMenu(project, t), moreAt('/compose')),
    ),
    ...section(
      t('Running containers'),
      bounded(containers, MOST_CONTAINERS, (container) => containerMenu(container, t), moreAt('/containers')),
    ),
    SEPARATOR,
    {
      ...{ kind: 'deed', label: t('Do not disturb'), checked: state.doNotDisturb },
      deed: { do: 'do-not-disturb', on: !state.doNotDisturb },
    },
    deed(t('Settings'), { do: 'route', route: '/settings' }),
    SEPARATOR,
    deed(t('Quit Slipway'), { do: 'quit' }),
  ];
}
