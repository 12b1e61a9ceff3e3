import type { Advice, StartFailure, StopCause } from '../../contract/stop-cause';
import { commandLine } from '../engine/shell-quote';
import type { Inspected } from './inspected';
import { proposedMemory } from './memory';
import type { Surroundings } from './surroundings';

/** All that advice is given by. */
export interface Case {
  readonly inspected: Inspected;
  readonly cause: StopCause;
  readonly hint: StartFailure | null;
  readonly surroundings: Surroundings;
  /** How a CLI line for this engine begins, quoted. */
  readonly prefix: string;
}

/** What the engine allows as a name: one that is not may look like a flag. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

type Line = (...words: readonly string[]) => string;

/** What to try next, the most promising first. */
export function adviceFor({ inspected, cause, hint, surroundings, prefix }: Case): readonly Advice[] {
  const line: Line = (...words) => commandLine(prefix, words);
  const target = NAME.test(inspected.name) ? inspected.name : inspected.id;
  const logs: Advice = { kind: 'logs', cli: line('logs', '--tail', '200', target) };
  const start: Advice = { kind: 'start', cli: line('start', target) };
  const loop: readonly Advice[] =
    inspected.state === 'restarting' ? [{ kind: 'stop-loop', cli: line('stop', target) }] : [];
  const again = inspected.state === 'restarting' || inspected.state === 'dead' ? loop : [start];
  const debug: Advice = {
    kind: 'debug-shell',
    cli: line('run', '--rm', '-it', '--entrypoint', 'sh', inspected.image),
  };
  const mending = mendings(cause, hint, { inspected, surroundings, line, target });
  switch (cause.kind) {
    case 'running':
    case 'dead':
      return [logs];
    case 'unhealthy':
      return [
        { kind: 'health' },
        logs,
        { kind: 'shell-inside', cli: line('exec', '-it', target, 'sh') },
        { kind: 'restart', cli: line('restart', target) },
      ];
    case 'never-started':
      return [start];
    case 'start-failed':
      return [...mending, ...again, ...(wantsShell(cause.failure) ? [debug] : [])];
    case 'oom':
    case 'exit':
    case 'signal':
      return [...mending, ...again, logs, ...(cause.kind === 'oom' || cause.code === 0 ? [] : [debug])];
    case 'stopped':
    case 'engine-ended':
    case 'unknown':
      return [...again, logs];
  }
}

/** Where looking around in the image helps. */
const wantsShell = ({ kind }: StartFailure): boolean =>
  (
    [
      'command-not-found',
      'interpreter-not-found',
      'command-not-permitted',
      'work-dir',
      'no-such-user',
    ] satisfies StartFailure['kind'][] as string[]
  ).includes(kind);

interface Means {
  readonly inspected: Inspected;
  readonly surroundings: Surroundings;
  readonly line: Line;
  readonly target: string;
}

/** What would take the cause itself away. */
function mendings(cause: StopCause, hint: StartFailure | null, means: Means): readonly Advice[] {
  const { inspected, line, target } = means;
  const failure = cause.kind === 'start-failed' ? cause.failure : hint;
  const memory = proposedMemory(inspected);
  const tooLittle = cause.kind === 'oom' || failure?.kind === 'memory-too-small';
  const raise: readonly Advice[] =
    tooLittle && memory !== null
      ? [
          {
            kind: 'raise-memory',
            from: memory.from,
            to: memory.to,
            cli: line('update', ...memory.flags, target),
          },
        ]
      : [];
  return [...raise, ...(failure === null ? [] : forFailure(failure, means))];
}

function forFailure(failure: StartFailure, { inspected, surroundings, line }: Means): readonly Advice[] {
  switch (failure.kind) {
    case 'port-in-use': {
      const { port } = failure;
      const { holder } = surroundings;
      if (holder !== null) return [{ kind: 'port-holder', port, ...holder }];
      return [{ kind: 'find-port-holder', port, cli: `ss -ltnp 'sport = :${port}'` }];
    }
    case 'mount-source-missing':
    case 'mount-kinds-differ':
      return [{ kind: 'mounts' }];
    case 'exec-format': {
      const { platforms } = surroundings;
      if (platforms === null) return [];
      const { image } = inspected;
      const cli = line('pull', '--platform', platforms.engine, image);
      return [{ kind: 'pull-platform', cli, image, wanted: platforms.engine, has: platforms.image }];
    }
    default:
      return [];
  }
}
