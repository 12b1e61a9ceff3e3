import type { ContainerState } from '../../contract/containers';
import type { HealthFacts } from '../../contract/stops';
import { readHealth } from './health';
import { cut, list, number, record, text, time } from '../engine/loose';

/** What inspect tells of a container that matters to its end. Strings are hostile and cut. */
export interface Inspected {
  readonly id: string;
  readonly name: string;
  /** As it was asked for at creation. */
  readonly image: string;
  readonly imageId: string;
  readonly state: ContainerState;
  /** null where it never ended. */
  readonly exitCode: number | null;
  readonly oomKilled: boolean;
  readonly error: string;
  readonly command: readonly string[];
  readonly tty: boolean;
  /** Seconds it gets after a stop; null: the engine's own. */
  readonly stopTimeout: number | null;
  readonly createdAt: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly policy: string;
  readonly maximumRetries: number;
  readonly restartCount: number;
  /** null: no limit. */
  readonly memoryBytes: number | null;
  /** Of memory and swap together; null: not set, -1: none. */
  readonly swapBytes: number | null;
  readonly health: HealthFacts | null;
}

const TEXT_LIMIT = 1000;
const ERROR_LIMIT = 8000;
const WORDS_LIMIT = 50;

const STATES: Readonly<Record<string, ContainerState>> = {
  ...{ created: 'created', running: 'running', paused: 'paused', restarting: 'restarting' },
  ...{ removing: 'removing', exited: 'exited', dead: 'dead' },
  // Podman's own.
  ...{ configured: 'created', initialized: 'created', stopped: 'exited', stopping: 'running' },
};

const plain = (value: unknown): string => cut(text(value), TEXT_LIMIT);
/** The engine's "not set" is 0. */
const set = (value: unknown): number | null => (value === 0 ? null : number(value));

function stateOf(state: Readonly<Record<string, unknown>>): ContainerState {
  const said = text(state.Status);
  const known = Object.hasOwn(STATES, said) ? STATES[said] : undefined;
  if (known !== undefined) return known;
  if (state.Restarting === true) return 'restarting';
  if (state.Paused === true) return 'paused';
  return state.Running === true ? 'running' : 'exited';
}

export function readInspected(answer: unknown): Inspected {
  const said = record(answer);
  const state = record(said.State);
  const config = record(said.Config);
  const host = record(said.HostConfig);
  const policy = record(host.RestartPolicy);
  const command = [said.Path, ...list(said.Args).slice(0, WORDS_LIMIT)].map(plain).filter((word) => word !== '');
  const finishedAt = time(state.FinishedAt);
  const error = cut(text(state.Error), ERROR_LIMIT);
  return {
    id: plain(said.Id),
    name: plain(said.Name).replace(/^\//, ''),
    image: plain(config.Image) || plain(said.Image),
    imageId: plain(said.Image),
    state: stateOf(state),
    exitCode: finishedAt === null && error === '' ? null : number(state.ExitCode),
    oomKilled: state.OOMKilled === true,
    error,
    command,
    tty: config.Tty === true,
    stopTimeout: number(config.StopTimeout),
    createdAt: time(said.Created),
    startedAt: time(state.StartedAt),
    finishedAt,
    policy: plain(policy.Name) || 'no',
    maximumRetries: number(policy.MaximumRetryCount) ?? 0,
    restartCount: number(said.RestartCount) ?? 0,
    memoryBytes: set(host.Memory),
    swapBytes: set(host.MemorySwap),
    health: readHealth(said),
  };
}
