import { describe, expect, it } from 'vitest';
import type { StartFailure, StopCause } from '../../../main/contract/stop-cause';
import type { HealthFacts, StopFacts } from '../../../main/contract/stops';
import { adviceWords } from './advice-words';
import { exitCodeWords, signalWords } from './exit-codes';
import { failureAdvice, failureTitle } from './failure-words';
import { outputWords, probeWords, scheduleWords, statusWords, testWords } from './health-words';
import { memoryProblem } from './memory-value';
import { restartWords } from './restart-words';
import { take } from './stop-view';
import { causeTitle, causeWords, headline } from './stop-words';
import { tailNote, tailTitle } from './tail-words';
import { happeningWords } from './timeline-words';
import { isTroubled } from './troubled';

const MIB = 1024 * 1024;
const NOW = 1_000_000_000_000;

const facts = (over: Partial<StopFacts>): StopFacts => ({
  ...{ id: 'abc', name: 'web', image: 'shop:1', state: 'exited', exitCode: 1, oomKilled: false, error: '' },
  ...{ command: 'sh -c run', createdAt: NOW - 9e5, startedAt: NOW - 8e5, finishedAt: NOW - 180_000 },
  restart: { policy: 'no', maximum: 0, count: 0, nextAt: null },
  ...{ memoryBytes: null, platforms: null, health: null, tail: null, hint: null },
  ...{ cause: { kind: 'unknown' }, advice: [], timeline: [], observedSince: null },
  ...over,
});
const stopped = { kind: 'stopped', code: 143, by: 'other', how: 'stop', signal: 'SIGTERM', forced: false } as const;

describe('the headline', () => {
  it.each<[StopCause, StopFacts['state'], string]>([
    [{ kind: 'running' }, 'running', 'It is running'],
    [{ kind: 'running' }, 'paused', 'It is paused'],
    [{ kind: 'unhealthy', streak: 1 }, 'running', 'Unhealthy: its health check failed once'],
    [{ kind: 'unhealthy', streak: 3 }, 'running', 'Unhealthy: its health check failed 3 times in a row'],
    [{ kind: 'unhealthy', streak: 0 }, 'running', 'Unhealthy'],
    [{ kind: 'never-started' }, 'created', 'Created, and never started'],
    [
      { kind: 'start-failed', code: 128, failure: { kind: 'port-in-use', hostIp: '', port: 80 } },
      'created',
      'Could not be started: port 80 is already in use',
    ],
    [
      { kind: 'oom', code: 137, whole: true, limitBytes: null },
      'exited',
      'Exited with 137: killed by the out-of-memory killer',
    ],
    [
      { kind: 'oom', code: 4, whole: false, limitBytes: null },
      'restarting',
      'Restarting, exited with 4: the out-of-memory killer ended one of its processes',
    ],
    [stopped, 'exited', 'Exited with 143: stopped by another client of the engine (SIGTERM)'],
    [
      { ...stopped, by: 'slipway', code: 137, forced: true },
      'exited',
      'Exited with 137: stopped by Slipway (SIGTERM, then SIGKILL)',
    ],
    [
      { ...stopped, by: 'unknown', how: 'kill', signal: null },
      'exited',
      'Exited with 143: killed through the engine, by whom is not known',
    ],
    [
      { ...stopped, how: 'restart' },
      'exited',
      'Exited with 143: stopped to be restarted, by another client of the engine (SIGTERM)',
    ],
    [{ kind: 'engine-ended', code: 137 }, 'exited', 'Exited with 137: ended together with the engine'],
    [
      { kind: 'signal', code: 139, signal: 'SIGSEGV', witness: 'none' },
      'exited',
      'Exited with 139: ended by SIGSEGV (segmentation fault)',
    ],
    [
      { kind: 'signal', code: 165, signal: 'signal 37', witness: 'none' },
      'exited',
      'Exited with 165: ended by signal 37',
    ],
    [{ kind: 'exit', code: 0, witness: 'none' }, 'exited', 'Exited with 0: it finished by itself'],
    [{ kind: 'exit', code: 1, witness: 'none' }, 'exited', 'Exited with 1: the program reported an error'],
    [{ kind: 'exit', code: 126, witness: 'none' }, 'exited', 'Exited with 126: a command could not be run'],
    [{ kind: 'exit', code: 127, witness: 'none' }, 'exited', 'Exited with 127: a command was not found'],
    [{ kind: 'dead' }, 'dead', 'Dead: the engine could not remove it entirely'],
    [{ kind: 'unknown' }, 'exited', 'Stopped; why is not known'],
  ])('%o', (cause, state, title) => {
    expect(causeTitle(cause, state)).toBe(title);
  });

  it('has the time of an end, and of an end only', () => {
    const oom = { kind: 'oom', code: 137, whole: true, limitBytes: null } as const;
    expect(headline(facts({ cause: oom }), NOW)).toBe(
      'Exited with 137: killed by the out-of-memory killer, 3 minutes ago',
    );
    expect(headline(facts({ cause: { kind: 'running' }, state: 'running' }), NOW)).toBe('It is running');
  });
});

describe('the sentences', () => {
  const say = (cause: StopCause, over: Partial<StopFacts> = {}): string =>
    causeWords(facts({ cause, ...over })).join(' ');

  it.each<[StopCause, RegExp]>([
    [{ kind: 'running' }, /^$/],
    [{ kind: 'unhealthy', streak: 1 }, /goes on running/],
    [{ kind: 'never-started' }, /Nothing went wrong/],
    [{ kind: 'start-failed', code: 127, failure: { kind: 'other' } }, /engine's own words/],
    [{ kind: 'oom', code: 137, whole: true, limitBytes: 8 * MIB }, /memory limit of 8 MiB.*no chance/],
    [{ kind: 'oom', code: 137, whole: true, limitBytes: null }, /no memory limit of its own/],
    [{ kind: 'oom', code: 3, whole: false, limitBytes: null }, /its own choice/],
    [stopped, /not Slipway.*usual exit code/],
    [{ ...stopped, code: 0 }, /ended in order/],
    [{ ...stopped, by: 'slipway' }, /Slipway's own user/],
    [{ ...stopped, by: 'unknown' }, /may have been Slipway/],
    [{ ...stopped, forced: true }, /grace period.*--init/],
    [{ kind: 'engine-ended', code: 137 }, /engine was stopped/],
    [{ kind: 'signal', code: 137, signal: 'SIGKILL', witness: 'none' }, /nobody asked.*own out-of-memory killer/],
    [{ kind: 'signal', code: 143, signal: 'SIGTERM', witness: 'not-observed' }, /not observed.*inside the container/],
    [{ kind: 'signal', code: 139, signal: 'SIGSEGV', witness: 'none' }, /fault of their own/],
    [{ kind: 'exit', code: 1, witness: 'none' }, /reported an error.*nobody asked/],
    [{ kind: 'dead' }, /Remove it again/],
    [{ kind: 'unknown' }, /does not say/],
  ])('of %o', (cause, words) => {
    expect(say(cause)).toMatch(words);
  });

  it('take in what its last lines tell', () => {
    const hint = { kind: 'command-not-found', command: 'nginx\u202e' } as const;
    expect(say({ kind: 'exit', code: 127, witness: 'none' }, { hint })).toMatch(
      /In its last lines: the command nginx\[RLO\]/,
    );
  });
});

it.each([
  [0, 'sh', /reported success/],
  [1, 'sh', /any error/],
  [2, 'sh', /wrong use/],
  [125, 'sh', /start another one/],
  [126, 'sh', /could not be run/],
  [127, 'sh', /not found/],
  [128, 'sh', /invalid exit code/],
  [137, 'sh', /128 \+ 9: ended by SIGKILL/],
  [139, 'sh', /128 \+ 11: ended by SIGSEGV/],
  [143, 'sh', /128 \+ 15: ended by SIGTERM/],
  [165, 'sh', /128 \+ 37: ended by signal 37/],
  [42, 'sh', /no common meaning/],
  [255, 'sh', /out of range/],
  [124, '/usr/bin/timeout 5 x', /time was up/],
  [7, 'curl http://x', /no connection/],
  [134, 'nodejs app.js', /heap/],
  [1, 'python3.12 app.py', /uncaught exception/],
] as const)('%i of %s', (code, command, words) => {
  expect(exitCodeWords(code, { command }).join(' ')).toMatch(words);
});

it('signals without words are named all the same', () => {
  expect(signalWords('SIGTERM')).toMatch(/^SIGTERM \(terminate/);
  expect(signalWords('signal 40')).toBe('signal 40');
  expect(signalWords('constructor')).toBe('constructor');
});

it.each<StartFailure>([
  { kind: 'port-in-use', hostIp: '127.0.0.1', port: 80 },
  { kind: 'port-forbidden', port: 80 },
  { kind: 'mount-source-missing', path: '/x' },
  { kind: 'mount-kinds-differ', path: '/x' },
  { kind: 'exec-format', command: '' },
  { kind: 'command-not-found', command: 'x' },
  { kind: 'interpreter-not-found', command: '/x' },
  { kind: 'command-not-permitted', command: '/x' },
  { kind: 'work-dir', path: '/x' },
  { kind: 'no-such-user', user: 'x' },
  { kind: 'no-such-network', network: 'x' },
  { kind: 'device-missing', device: '/dev/x' },
  { kind: 'no-gpu' },
  { kind: 'no-space' },
  { kind: 'memory-too-small' },
  { kind: 'other' },
])('$kind is told, with what to do', (failure) => {
  expect(failureTitle(failure)).toMatch(/^\S.*[^.]$/);
  expect(failureAdvice(failure)).toMatch(/\.$/);
  for (const value of Object.values(failure).filter((each) => each !== failure.kind && each !== ''))
    expect(failureTitle(failure) + failureAdvice(failure)).toContain(String(value));
});

it('what engines name is cut and shown without its controls', () => {
  const title = failureTitle({ kind: 'command-not-found', command: `\u001b]0;${'x'.repeat(5000)}` });
  expect(title).toContain('[ESC]');
  expect(title.length).toBeLessThan(400);
});

describe('restarts', () => {
  const words = (restart: Partial<StopFacts['restart']>, state: StopFacts['state'] = 'exited'): string =>
    restartWords({ restart: { policy: 'no', maximum: 0, count: 0, nextAt: null, ...restart }, state }, NOW);
  it.each([
    [words({}), 'Never restarted by the engine'],
    [words({ policy: 'always', count: 1 }), 'always; restarted once'],
    [
      words({ policy: 'on-failure', maximum: 3, count: 3 }),
      'on-failure, at most 3 times; restarted 3 times; the engine has given up',
    ],
    [
      words({ policy: 'always', count: 9, nextAt: NOW + 25_500 }, 'restarting'),
      'always; restarted 9 times; the next try in about 26 seconds, and each wait is twice as long, up to a minute',
    ],
    [
      words({ policy: 'always', count: 2, nextAt: NOW - 1 }, 'restarting'),
      'always; restarted 2 times; the next try is due',
    ],
  ])('%s', (said, expected) => expect(said).toBe(expected));
});

describe('health', () => {
  const health: HealthFacts = {
    ...{ status: 'unhealthy', failingStreak: 3, probes: [], test: { kind: 'shell', words: ['a || b'] } },
    ...{ intervalMs: 30_000, timeoutMs: 5000, startPeriodMs: 0, retries: 3 },
  };
  it('says how it is', () => {
    expect(statusWords(health, true)).toBe('Unhealthy, failed 3 times in a row');
    expect(statusWords(health, false)).toMatch(/not running/);
    expect(statusWords({ ...health, status: 'healthy', failingStreak: 0 }, true)).toBe('Healthy');
    expect(statusWords({ ...health, status: '<b>', failingStreak: 1 }, true)).toBe('Not told yet, failed once');
  });
  it('says when', () => {
    expect(scheduleWords(health)).toBe(
      'Every 30 seconds; a check fails after 5 seconds without an answer; unhealthy after 3 failures in a row; failures count from the start',
    );
    expect(scheduleWords({ ...health, intervalMs: 1000, retries: 1, startPeriodMs: 60_000, timeoutMs: 200 })).toBe(
      'Every second; a check fails after 200 ms without an answer; unhealthy after the first failure; in the first minute failures do not count',
    );
  });
  it('says what a check did', () => {
    const probe = { start: 1000, end: 1500, exitCode: 0, output: 'ok\r\n' };
    expect(probeWords(probe)).toBe('Passed, took 0.50 s');
    expect(probeWords({ ...probe, exitCode: 7 })).toBe('Failed with 7, took 0.50 s');
    expect(probeWords({ ...probe, exitCode: -1, end: null })).toBe('Did not answer in time');
    expect(outputWords(probe)).toBe('ok');
    expect(testWords({ kind: 'exec', words: ['curl', '-f', 'a b'] })).toBe('curl -f "a b"');
  });
});

it.each([
  [{ kind: 'stderr', count: 2, cut: true }, 'Last 2 lines of stderr', /more in the logs/],
  [{ kind: 'stderr', count: 1, cut: false }, 'Last line of stderr', /^$/],
  [{ kind: 'stdout', count: 2, cut: false }, 'Last 2 lines of stdout', /nothing to stderr/],
  [{ kind: 'tty', count: 2, cut: false }, 'Last 2 lines of its terminal', /are one/],
  [{ kind: 'empty', count: 0, cut: false }, 'Last lines', /printed nothing/],
  [{ kind: 'unreadable', count: 0, cut: false }, 'Last lines', /cannot be read/],
] as const)('last lines: %o', ({ count, ...rest }, title, note) => {
  const tail = { ...rest, lines: Array.from({ length: count }, () => 'x'), reason: '' };
  expect(tailTitle(tail)).toBe(title);
  expect(tailNote(tail)).toMatch(note);
});

it.each([
  [{ action: 'die', exitCode: 137 }, 'Ended with 137'],
  [{ action: 'die' }, 'Ended'],
  [{ action: 'kill', signal: 'SIGTERM', own: true }, 'SIGTERM was sent to it, by Slipway'],
  [{ action: 'kill' }, 'A signal was sent to it'],
  [{ action: 'start', own: true }, 'Started, by Slipway'],
  [{ action: 'health_status: unhealthy' }, 'Health: unhealthy'],
  [{ action: 'oom' }, 'The out-of-memory killer struck'],
  [{ action: 'new\u001b' }, 'new[ESC]'],
] as const)('%o', (entry, words) => {
  const whole = { at: 1, exitCode: null, signal: null, source: 'event', own: false, ...entry } as const;
  expect(happeningWords(whole)).toBe(words);
});

it.each([
  [{ kind: 'raise-memory', cli: '', from: 8 * MIB, to: 16 * MIB }, /8 MiB to 16 MiB/],
  [{ kind: 'port-holder', port: 80, id: 'x', name: 'other\u001b' }, /80 .*other\[ESC\]/],
  [{ kind: 'find-port-holder', port: 80, cli: '' }, /another program/],
  [{ kind: 'pull-platform', cli: '', image: 'x', wanted: 'linux/amd64', has: 'linux/arm64' }, /arm64.*amd64/],
  [{ kind: 'start', cli: '' }, /again/],
  [{ kind: 'stop-loop', cli: '' }, /loop/],
  [{ kind: 'restart', cli: '' }, /Restart/],
  [{ kind: 'debug-shell', cli: '' }, /shell/],
  [{ kind: 'shell-inside', cli: '' }, /inside/],
  [{ kind: 'logs', cli: '' }, /logs/],
  [{ kind: 'mounts' }, /mounts/],
  [{ kind: 'health' }, /health/],
] as const)('advice %o', (advice, words) => {
  expect(adviceWords(advice)).toMatch(words);
});

it.each([
  ['16', null],
  ['8', /More/],
  ['x', /whole number/],
  ['', /whole number/],
  ['1.5', /whole number/],
  ['9999999999', /any machine/],
])('a new limit of %s MiB over 8', (text, problem) => {
  const said = memoryProblem(text, 8 * MIB);
  if (problem === null) expect(said).toBeNull();
  else expect(said).toMatch(problem);
});

it('what was known stands when the engine is out of reach', () => {
  const loading = { facts: null, freshness: 'loading', error: null } as const;
  const current = take(loading, { type: 'facts', facts: facts({}) });
  expect(current.freshness).toBe('current');
  expect(take(current, { type: 'stale' })).toMatchObject({ facts: { name: 'web' }, freshness: 'stale' });
  expect(take(current, { type: 'gone' }).freshness).toBe('gone');
});

it.each([
  ['exited', 'none', true],
  ['restarting', 'none', true],
  ['dead', 'none', true],
  ['created', 'none', true],
  ['running', 'unhealthy', true],
  ['running', 'healthy', false],
  ['paused', 'unhealthy', false],
] as const)('%s, %s: %s', (state, health, troubled) => {
  expect(isTroubled({ state, health })).toBe(troubled);
});
