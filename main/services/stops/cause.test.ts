import { describe, expect, it } from 'vitest';
import type { StopCause } from '../../contract/stop-cause';
import { causeOf, type Evidence } from './cause';
import type { Happening } from './history';
import { type Inspected, readInspected } from './inspected';

const START = 1_000_000_000_000;
const END = START + 60_000;
const iso = (ms: number): string => new Date(ms).toISOString();

const inspected = (over: Partial<Inspected>): Inspected => ({
  ...readInspected({
    Id: 'i'.repeat(64),
    State: { Status: 'exited', ExitCode: 0, StartedAt: iso(START), FinishedAt: iso(END) },
  }),
  ...over,
});

const told = (action: string, at: number, more: Partial<Happening> = {}): Happening => ({
  ...{ action, at, exitCode: null, signal: null, own: false },
  ...more,
});
const start = told('start', START);
const die = told('die', END);
const kill = (signal: string, at: number, own = false): Happening => told('kill', at, { signal, own });

const judge = (over: Partial<Inspected>, happenings: readonly Happening[], more: Partial<Evidence> = {}): StopCause =>
  causeOf({ inspected: inspected(over), happenings, breaks: [], ownKnownFrom: START - 1, ...more });

const stopped = { kind: 'stopped', code: 143, by: 'other', how: 'stop', signal: 'SIGTERM', forced: false } as const;

describe('causeOf', () => {
  it.each<[string, Partial<Inspected>, readonly Happening[], StopCause]>([
    ['runs', { state: 'running' }, [], { kind: 'running' }],
    ['is paused', { state: 'paused' }, [], { kind: 'running' }],
    [
      'was never started',
      { state: 'created', startedAt: null, finishedAt: null, exitCode: null },
      [],
      { kind: 'never-started' },
    ],
    ['is dead', { state: 'dead' }, [], { kind: 'dead' }],
    ['has no exit code', { exitCode: null }, [], { kind: 'unknown' }],
    [
      'could not be started, though it ran before',
      { exitCode: 127, error: 'exec: "x": executable file not found in $PATH' },
      [start, die],
      { kind: 'start-failed', code: 127, failure: { kind: 'command-not-found', command: 'x' } },
    ],
    ['ended by itself', { exitCode: 3 }, [start, die], { kind: 'exit', code: 3, witness: 'none' }],
    ['ended unseen', { exitCode: 3 }, [], { kind: 'exit', code: 3, witness: 'not-observed' }],
    [
      'ended unseen, though an earlier end was seen',
      { exitCode: 1 },
      [start, told('die', END - 30_000)],
      { kind: 'exit', code: 1, witness: 'not-observed' },
    ],
    ['crashed', { exitCode: 139 }, [start, die], { kind: 'signal', code: 139, signal: 'SIGSEGV', witness: 'none' }],
    [
      'got a real-time signal',
      { exitCode: 165 },
      [],
      { kind: 'signal', code: 165, signal: 'signal 37', witness: 'not-observed' },
    ],
    ['gave 193, which is no signal', { exitCode: 193 }, [start, die], { kind: 'exit', code: 193, witness: 'none' }],
    [
      'was killed for memory by its flag',
      { exitCode: 137, oomKilled: true, memoryBytes: 5 },
      [],
      { kind: 'oom', code: 137, whole: true, limitBytes: 5 },
    ],
    [
      'was killed for memory by the event alone',
      { exitCode: 137 },
      [start, told('oom', END - 10), die],
      { kind: 'oom', code: 137, whole: true, limitBytes: null },
    ],
    [
      'was killed for memory, as was heard after its end',
      { exitCode: 137 },
      [start, die, told('oom', END + 10)],
      { kind: 'oom', code: 137, whole: true, limitBytes: null },
    ],
    [
      'ended, and its next run was killed for memory',
      { exitCode: 1 },
      [start, die, told('start', END + 5), told('oom', END + 10)],
      { kind: 'exit', code: 1, witness: 'none' },
    ],
    [
      'an earlier run was killed for memory',
      { exitCode: 1 },
      [told('oom', START - 10), told('die', START - 5), start, die],
      { kind: 'exit', code: 1, witness: 'none' },
    ],
    [
      'lost a child to memory, and was stopped much later',
      { exitCode: 143, oomKilled: true },
      [start, kill('SIGTERM', END - 100), die, told('stop', END + 10)],
      stopped,
    ],
    ['was stopped', { exitCode: 143 }, [start, kill('SIGTERM', END - 100), die, told('stop', END + 10)], stopped],
    [
      'was stopped by Slipway',
      { exitCode: 143 },
      [start, kill('SIGTERM', END - 100, true), die, told('stop', END + 10)],
      { ...stopped, by: 'slipway' },
    ],
    [
      'was stopped, and did not obey',
      { exitCode: 137 },
      [start, kill('SIGTERM', END - 10_000), kill('SIGKILL', END - 10), die, told('stop', END + 10)],
      { ...stopped, code: 137, forced: true },
    ],
    [
      'was restarted',
      { exitCode: 143 },
      [
        start,
        kill('SIGTERM', END - 10),
        die,
        told('stop', END + 10),
        told('start', END + 20),
        told('restart', END + 30),
      ],
      { ...stopped, how: 'restart' },
    ],
    [
      'was killed',
      { exitCode: 137 },
      [start, kill('SIGKILL', END - 10), die],
      { ...stopped, code: 137, how: 'kill', signal: 'SIGKILL' },
    ],
    [
      'got a signal that it took for a request, and ended in order',
      { exitCode: 0 },
      [start, kill('SIGINT', END - 500), die],
      { ...stopped, code: 0, how: 'kill', signal: 'SIGINT' },
    ],
    [
      'was told to read its settings long before it failed',
      { exitCode: 1 },
      [start, kill('SIGHUP', END - 9000), die],
      { kind: 'exit', code: 1, witness: 'none' },
    ],
    [
      'ended once more while it restarts',
      { state: 'restarting', exitCode: 1 },
      [start, die],
      { kind: 'exit', code: 1, witness: 'none' },
    ],
  ])('%s', (_name, over, happenings, cause) => {
    expect(judge(over, happenings)).toEqual(cause);
  });

  it('is unhealthy while it runs', () => {
    const health = readInspected({
      State: { Health: { Status: 'unhealthy', FailingStreak: 4, Log: [{}] } },
    }).health;
    expect(judge({ state: 'running', health }, [])).toEqual({ kind: 'unhealthy', streak: 4 });
  });

  it('does not say who, of the time before this Slipway', () => {
    const happenings = [start, kill('SIGTERM', END - 100), die, told('stop', END + 10)];
    expect(judge({ exitCode: 143 }, happenings, { ownKnownFrom: END + 1000 })).toEqual({ ...stopped, by: 'unknown' });
  });

  it.each([
    ['while the engine was away', [], { from: END - 5000, to: END + 5000 }, 137],
    ['unseen, and the engine is still away', [], { from: END - 100, to: null }, 137],
    [
      'asked to, right before the engine went',
      [start, kill('SIGTERM', END - 10), die],
      { from: END + 3000, to: END + 9000 },
      143,
    ],
    [
      'what a killed engine had left was ended as it came back, and told of',
      [start, kill('SIGKILL', END - 10), die],
      { from: END - 5000, to: END + 100 },
      137,
    ],
  ] as const)('ended with the engine: %s', (_name, happenings, gap, code) => {
    expect(judge({ exitCode: code }, happenings, { breaks: [gap] })).toEqual({ kind: 'engine-ended', code });
  });

  it.each([
    ['by itself, right before the engine went', [start, die], { from: END + 3000, to: END + 9000 }, [1, 'exit']],
    [
      'by Slipway, right before',
      [start, kill('SIGTERM', END - 10, true), told('die', END, { own: true }), told('stop', END + 1)],
      { from: END + 3000, to: null },
      [143, 'stopped'],
    ],
    [
      'long before',
      [start, kill('SIGTERM', END - 10), die, told('stop', END + 1)],
      { from: END + 60_000, to: null },
      [143, 'stopped'],
    ],
    [
      'stopped by another, while only Slipway was away',
      [start, kill('SIGTERM', END - 10), die, told('stop', END + 1)],
      { from: END - 5000, to: END + 5000 },
      [143, 'stopped'],
    ],
  ] as const)('did not end with the engine: %s', (_name, happenings, gap, [code, kind]) => {
    expect(judge({ exitCode: code }, happenings, { breaks: [gap] }).kind).toBe(kind);
  });
});
