import { describe, expect, it } from 'vitest';
import type { Advice, StartFailure, StopCause } from '../../contract/stop-cause';
import { adviceFor } from './advice';
import { type Inspected, readInspected } from './inspected';
import { proposedMemory, swapFor } from './memory';
import { nextTryAt } from './restarts';
import type { Surroundings } from './surroundings';

const MIB = 1024 * 1024;
const base = readInspected({
  Id: 'abc',
  Name: '/web',
  Config: { Image: 'shop:1' },
  State: { Status: 'exited', ExitCode: 1, StartedAt: '2026-01-01T00:00:00Z', FinishedAt: '2026-01-01T00:00:05Z' },
});
const NONE: Surroundings = { platforms: null, holder: null };
const advise = (
  cause: StopCause,
  over: Partial<Inspected> = {},
  more: { hint?: StartFailure; surroundings?: Partial<Surroundings> } = {},
): readonly Advice[] =>
  adviceFor({
    inspected: { ...base, ...over },
    cause,
    hint: more.hint ?? null,
    surroundings: { ...NONE, ...more.surroundings },
    prefix: 'docker --context far',
  });
const kinds = (...args: Parameters<typeof advise>): readonly string[] => advise(...args).map(({ kind }) => kind);
const failed = (failure: StartFailure): StopCause => ({ kind: 'start-failed', code: 127, failure });
const EXIT: StopCause = { kind: 'exit', code: 1, witness: 'none' };
const OOM: StopCause = { kind: 'oom', code: 137, whole: true, limitBytes: 8 * MIB };

describe('adviceFor', () => {
  it.each<[string, Parameters<typeof advise>, readonly string[]]>([
    ['finished', [{ ...EXIT, code: 0 }], ['start', 'logs']],
    ['failed', [EXIT], ['start', 'logs', 'debug-shell']],
    ['in a loop', [EXIT, { state: 'restarting' }], ['stop-loop', 'logs', 'debug-shell']],
    ['out of memory', [OOM, { memoryBytes: 8 * MIB }], ['raise-memory', 'start', 'logs']],
    ['out of memory without a limit', [OOM], ['start', 'logs']],
    ['never started', [{ kind: 'never-started' }], ['start']],
    ['unhealthy', [{ kind: 'unhealthy', streak: 3 }], ['health', 'logs', 'shell-inside', 'restart']],
    ['dead', [{ kind: 'dead' }], ['logs']],
    ['running', [{ kind: 'running' }], ['logs']],
    ['ended with the engine', [{ kind: 'engine-ended', code: 137 }], ['start', 'logs']],
    ['no command', [failed({ kind: 'command-not-found', command: 'x' })], ['start', 'debug-shell']],
    ['no mount source', [failed({ kind: 'mount-source-missing', path: '/x' })], ['mounts', 'start']],
    ['port of a stranger', [failed({ kind: 'port-in-use', hostIp: '', port: 80 })], ['find-port-holder', 'start']],
    [
      'port of a container',
      [
        failed({ kind: 'port-in-use', hostIp: '', port: 80 }),
        {},
        { surroundings: { holder: { id: 'x', name: 'other' } } },
      ],
      ['port-holder', 'start'],
    ],
    [
      'another platform, told by its last lines',
      [
        EXIT,
        {},
        {
          hint: { kind: 'exec-format', command: '' },
          surroundings: { platforms: { image: 'linux/arm64', engine: 'linux/amd64' } },
        },
      ],
      ['pull-platform', 'start', 'logs', 'debug-shell'],
    ],
    [
      'too little memory to begin with',
      [failed({ kind: 'memory-too-small' }), { memoryBytes: 6 * MIB }],
      ['raise-memory', 'start'],
    ],
  ])('%s', (_name, args, expected) => {
    expect(kinds(...args)).toEqual(expected);
  });

  it('gives lines for this engine, quoted', () => {
    const lines = (cause: StopCause, over: Partial<Inspected>): readonly string[] =>
      advise(cause, over).flatMap((each) => ('cli' in each ? [each.cli] : []));
    expect(lines(OOM, { memoryBytes: 100 * MIB, swapBytes: 200 * MIB })[0]).toBe(
      'docker --context far update --memory 200m --memory-swap 300m web',
    );
    expect(lines(EXIT, { image: 'a b;rm' })).toContain("docker --context far run --rm -it --entrypoint sh 'a b;rm'");
    // A name that no engine gives.
    expect(lines(EXIT, { name: '--privileged' })[0]).toBe('docker --context far start abc');
  });
});

describe('memory', () => {
  it.each([
    [{ memoryBytes: null, swapBytes: null }, null],
    [
      { memoryBytes: 6 * MIB, swapBytes: null },
      { to: 16 * MIB, flags: ['--memory', '16m'] },
    ],
    [
      { memoryBytes: 100 * MIB + 1, swapBytes: -1 },
      { to: 201 * MIB, flags: ['--memory', '201m'] },
    ],
    [
      { memoryBytes: 64 * MIB, swapBytes: 64 * MIB },
      { to: 128 * MIB, flags: ['--memory', '128m', '--memory-swap', '128m'] },
    ],
  ])('%o -> %o', (limits, proposal) => {
    if (proposal === null) expect(proposedMemory(limits)).toBeNull();
    else expect(proposedMemory(limits)).toMatchObject(proposal);
  });

  it('keeps the swap as it was', () => {
    expect(swapFor({ memoryBytes: 10, swapBytes: 25 }, 40)).toBe(55);
  });
});

describe('nextTryAt', () => {
  const at = (restartCount: number, ran: number): number | null =>
    nextTryAt({ ...base, state: 'restarting', restartCount, startedAt: 0, finishedAt: ran });
  it.each([
    [1, 1000, 1100],
    [2, 1000, 1200],
    [5, 1000, 2600],
    [50, 1000, 61_000],
    // It ran for long: the first wait again.
    [50, 10_000, 10_100],
  ])('after %i restarts and %i ms', (count, ran, expected) => {
    expect(at(count, ran)).toBe(expected);
  });
  it('is not told of what is not restarted', () => expect(nextTryAt(base)).toBeNull());
});
