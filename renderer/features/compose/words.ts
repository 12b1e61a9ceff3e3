import type {
  ComposeCli,
  ComposeHealth,
  ComposePlace,
  ProjectContainer,
  ProjectProblem,
  ProjectRow,
  ProjectService,
} from '../../../main/contract/compose';
import type { ComposeRun, ComposeVerb, RunState } from '../../../main/contract/compose-runs';
import { withoutControls } from '../../lib/control-characters';
import { exitWord } from '../../lib/exit-words';
import { t } from '../../lib/i18n';

/** How something is to be taken; it goes with a colour. */
export type Tone = 'ok' | 'warn' | 'bad' | 'idle' | 'busy';

/** The last name of a path, of either kind of system. */
export const lastName = (path: string): string => path.split(/[/\\]/).findLast((part) => part !== '') ?? path;

/** As it lies in the folder, where it does; else the whole. */
export function nameIn(folder: string, path: string): string {
  const inside = ['/', '\\'].map((sign) => (folder.endsWith(sign) ? folder : `${folder}${sign}`));
  const start = inside.find((one) => path.startsWith(one));
  return start === undefined ? path : path.slice(start.length);
}

const STATE_WORDS: Readonly<Record<ProjectRow['state'], string>> = {
  running: t('Running'),
  partial: t('Partly running'),
  stopped: t('Stopped'),
  down: t('Down'),
};

const STATE_TONES: Readonly<Record<ProjectRow['state'], Tone>> = {
  running: 'ok',
  partial: 'warn',
  stopped: 'idle',
  down: 'idle',
};

interface Verb {
  /** What it is called: a heading, a button. */
  readonly noun: string;
  /** While it is under way. */
  readonly doing: string;
  /** Of a project, when it went well: `shop is up.` */
  readonly done: string;
}

export const VERBS: Readonly<Record<ComposeVerb, Verb>> = {
  up: { noun: t('Up'), doing: t('Going up'), done: t('is up') },
  down: { noun: t('Down'), doing: t('Going down'), done: t('is down') },
  start: { noun: t('Start'), doing: t('Starting'), done: t('is started') },
  stop: { noun: t('Stop'), doing: t('Stopping'), done: t('is stopped') },
  restart: { noun: t('Restart'), doing: t('Restarting'), done: t('is restarted') },
  pause: { noun: t('Pause'), doing: t('Pausing'), done: t('is paused') },
  unpause: { noun: t('Unpause'), doing: t('Unpausing'), done: t('is unpaused') },
  kill: { noun: t('Kill'), doing: t('Killing'), done: t('was killed') },
  pull: { noun: t('Pull'), doing: t('Pulling'), done: t('has its images pulled') },
  build: { noun: t('Build'), doing: t('Building'), done: t('has its images built') },
  scale: { noun: t('Scale'), doing: t('Scaling'), done: t('is scaled') },
  run: { noun: t('Run'), doing: t('Running a one-off'), done: t('has run its one-off command') },
  watch: { noun: t('Watch'), doing: t('Watching'), done: t('is not watched any more') },
  'remove-orphans': { noun: t('Remove orphans'), doing: t('Removing orphans'), done: t('has no orphans any more') },
};

/** What goes on beside what it is: it says nothing of the containers. */
const isWatched = ({ run }: ProjectRow): boolean => run?.verb === 'watch';

export function stateWords(row: ProjectRow): string {
  const state = STATE_WORDS[row.state];
  if (row.run === null) return state;
  return isWatched(row) ? t('{state}, watched', { state }) : `${VERBS[row.run.verb].doing}…`;
}

export const toneOf = (row: ProjectRow): Tone =>
  row.run !== null && !isWatched(row)
    ? 'busy'
    : row.health === 'unhealthy' && row.state !== 'down'
      ? 'bad'
      : STATE_TONES[row.state];

export const HEALTH_WORDS: Readonly<Record<ComposeHealth, string>> = {
  none: '',
  starting: t('Health starting'),
  healthy: t('Healthy'),
  unhealthy: t('Unhealthy'),
};

export const HEALTH_TONES: Readonly<Record<ComposeHealth, Tone>> = {
  none: 'idle',
  starting: 'warn',
  healthy: 'ok',
  unhealthy: 'bad',
};

/** `2/3`: running, of all there are. */
export const serviceCount = ({ services: { running, known, total } }: ProjectRow): string =>
  `${String(running)}/${String(Math.max(total ?? 0, known))}`;

export function serviceWords({ services: { running, known, total }, orphans }: ProjectRow): string {
  const all = total === null ? [] : [t('{total} in the files', { total })];
  const left =
    orphans === 0
      ? []
      : [t('{orphans, plural, one {# container} other {# containers}} of no service in the files', { orphans })];
  return [
    t('{running, plural, one {# service} other {# services}} running', { running }),
    t('{known} with containers', { known }),
    ...all,
    ...left,
  ].join(', ');
}

/** What is wrong with where a project is, in one sentence; may hold hostile text. */
export function problemWords({ kind, subject, detail }: ProjectProblem, place: ComposePlace | null): string {
  switch (kind) {
    case 'missing':
      // Of a folder it is not said whether it is gone itself, or has no compose file any more.
      return subject === place?.folder
        ? t('Its compose file is missing')
        : t('{subject} is missing', { subject: lastName(subject) });
    case 'same-name':
      return subject === ''
        ? t('Another project has the same name: both are the same containers')
        : t('{subject} has the same name: both are the same containers', { subject });
    case 'other-place':
      return subject === ''
        ? t('Its containers were made from other files')
        : t('Its containers were made from other files: {subject}', { subject });
    case 'unread':
      return subject === ''
        ? detail === ''
          ? t('The files cannot be read')
          : t('The files cannot be read: {detail}', { detail })
        : detail === ''
          ? t('{subject} cannot be read', { subject: lastName(subject) })
          : t('{subject} cannot be read: {detail}', { subject: lastName(subject), detail });
    case 'unknown-place':
      return t('Its containers do not say where its files are');
  }
}

/** What to do about it; '': nothing in particular. */
export function problemAdvice({ kind, subject }: ProjectProblem, place: ComposePlace | null): string {
  switch (kind) {
    case 'missing':
      return subject === place?.folder
        ? t(
            'There is no compose file in {subject} any more. Bring it back, or choose other files in the settings; the containers stay as they are.',
            { subject },
          )
        : t(
            '{subject} is not there any more. Bring it back, or choose other files in the settings; the containers stay as they are.',
            { subject },
          );
    case 'same-name':
      return t('Give one of them another name in its settings.');
    case 'other-place':
      return t('An up from here makes them anew from these files.');
    case 'unread':
      return t('Open the file in the editor: what is wrong stands at its line.');
    case 'unknown-place':
      return t('Choose its folder and files in the settings to do more than start and stop it.');
  }
}

/** `compose.yaml, compose.dev.yaml`; as compose finds them where none is named. */
export const filesWords = ({ folder, files }: ComposePlace): string =>
  files.map((file) => nameIn(folder, file)).join(', ');

/** What the filter looks through. */
export const filterText = (row: ProjectRow): string =>
  [
    row.name,
    stateWords(row),
    HEALTH_WORDS[row.health],
    ...(row.place === null ? [] : [row.place.folder, ...row.place.files]),
    ...row.ports.flatMap(({ service, hostPort }) => [service, String(hostPort)]),
    ...row.problems.map((problem) => problemWords(problem, row.place)),
  ].join(' ');

export const RUN_WORDS: Readonly<Record<RunState, string>> = {
  running: t('Running'),
  done: t('Done'),
  failed: t('Failed'),
  cancelled: t('Cancelled'),
  interrupted: t('Interrupted'),
};

/** `Up`, `Restart of web`, `Scale web to 3`. */
export function runTitle({ wish }: Pick<ComposeRun, 'wish'>): string {
  const { noun } = VERBS[wish.verb];
  if (wish.verb === 'scale')
    return t('{noun} {service} to {replicas}', { noun, service: wish.service, replicas: wish.replicas });
  if (wish.verb === 'run') return `${noun} ${[wish.service, ...wish.command].join(' ')}`;
  const services = 'services' in wish ? wish.services : [];
  return services.length === 0 ? noun : t('{noun} of {services}', { noun, services: services.join(', ') });
}

export const isOver = ({ state }: Pick<ComposeRun, 'state'>): boolean => state !== 'running';

/** How it ended, in one line; null: it has not. */
export function endWords(run: ComposeRun): string | null {
  const { noun, done } = VERBS[run.wish.verb];
  switch (run.state) {
    case 'running':
      return null;
    case 'done':
      return `${run.project} ${done}.`;
    case 'failed':
      return t('{noun} of {project} failed.', { noun, project: run.project });
    case 'cancelled':
      return t('{noun} of {project} was cancelled.', { noun, project: run.project });
    case 'interrupted':
      return t('{noun} of {project} was interrupted: Slipway ended meanwhile.', { noun, project: run.project });
  }
}

/** `Running`, `Exited 137 (killed)`. Docker's own words tell a time that does not go on here. */
export const containerWords = ({ state, exitCode }: ProjectContainer): string =>
  state === 'exited' && exitCode !== null
    ? t('Exited {exitCode} ({meaning})', { exitCode, meaning: exitWord(exitCode) })
    : `${state.charAt(0).toUpperCase()}${state.slice(1)}`;

export function containerTone({ state, health, exitCode }: ProjectContainer): Tone {
  if (state === 'running') return health === 'unhealthy' ? 'bad' : health === 'starting' ? 'warn' : 'ok';
  if (state === 'paused' || state === 'restarting') return 'warn';
  if (state === 'dead') return 'bad';
  return state === 'exited' && exitCode !== 0 && exitCode !== null ? 'bad' : 'idle';
}

/** One that ended well, and is not to run for ever, has done its work. */
const hasDone = ({ state, exitCode }: ProjectContainer): boolean => state === 'exited' && exitCode === 0;

export const lasting = ({ containers }: ProjectService): readonly ProjectContainer[] =>
  containers.filter(({ oneOff }) => !oneOff);

export function serviceState(service: ProjectService): { readonly words: string; readonly tone: Tone } {
  const all = lasting(service);
  const running = all.filter(({ state }) => state === 'running').length;
  const [only] = all;
  if (only === undefined)
    return { words: service.enabled ? t('Not created') : t('Not of the chosen profiles'), tone: 'idle' };
  if (all.length === 1) return { words: containerWords(only), tone: containerTone(only) };
  const worst = worstTone(all.map(containerTone));
  if (running === 0 && all.every(hasDone))
    return { words: t('All {count} finished', { count: all.length }), tone: 'idle' };
  return {
    words: t('{running} of {count} running', { running, count: all.length }),
    tone: running === 0 ? 'idle' : worst,
  };
}

const ORDER: readonly Tone[] = ['bad', 'warn', 'busy', 'idle', 'ok'];
const worstTone = (tones: readonly Tone[]): Tone => ORDER.find((tone) => tones.includes(tone)) ?? 'idle';

const HEALTH_ORDER: readonly ComposeHealth[] = ['unhealthy', 'starting', 'healthy'];

/** The worst of its running containers. */
export const serviceHealth = (service: ProjectService): ComposeHealth => {
  const all = lasting(service).filter(({ state }) => state === 'running');
  return HEALTH_ORDER.find((health) => all.some((one) => one.health === health)) ?? 'none';
};

export const cliWords = ({ kind, version }: ComposeCli): string =>
  kind === 'none' ? '' : `${kind === 'plugin' ? 'docker compose' : 'docker-compose'} ${withoutControls(version)}`;
