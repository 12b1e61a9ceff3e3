import { expect, it } from 'vitest';
import type { ProjectContainer, ProjectRow, ProjectService } from '../../../main/contract/compose';
import type { ComposeRun } from '../../../main/contract/compose-runs';
import { endWords, nameIn, runTitle, serviceCount, serviceHealth, serviceState, stateWords, toneOf } from './words';
import { plainWish, upWish } from './wishes';

const container = (state: string, more: Partial<ProjectContainer> = {}): ProjectContainer => ({
  ...{ id: state, name: state, number: 1, oneOff: false, state, status: 'Up 2 minutes', health: 'none' },
  ...{ exitCode: null, image: '', ports: [], ...more },
});

const service = (...containers: readonly ProjectContainer[]): ProjectService => ({
  ...{ name: 'web', image: '', builds: false, inFiles: true, enabled: true, profiles: [], replicas: 1 },
  ...{ healthcheck: false, dependsOn: [], level: 0, containers: [...containers] },
});

const ended = (exitCode: number): ProjectContainer => container('exited', { exitCode });

it.each([
  [service(), 'Not created', 'idle'],
  [{ ...service(), enabled: false }, 'Not of the chosen profiles', 'idle'],
  [service(container('running')), 'Running', 'ok'],
  [service(container('running', { health: 'unhealthy' })), 'Running', 'bad'],
  [service(ended(137)), 'Exited 137 (killed)', 'bad'],
  [service(ended(0), ended(0)), 'All 2 finished', 'idle'],
  [service(container('running'), container('running')), '2 of 2 running', 'ok'],
  [service(container('running'), ended(1)), '1 of 2 running', 'bad'],
  [service(container('running'), container('running', { oneOff: true })), 'Running', 'ok'],
] as const)('%j', (one, words, tone) => expect(serviceState(one)).toEqual({ words, tone }));

it('the health of a service is the worst of those that run', () => {
  const all = [container('running', { health: 'healthy' }), container('exited', { health: 'unhealthy' })];
  expect(serviceHealth(service(...all))).toBe('healthy');
  expect(serviceHealth(service(...all, container('running', { health: 'starting' })))).toBe('starting');
  expect(serviceHealth(service())).toBe('none');
});

const row: ProjectRow = {
  ...{ key: 'shop', name: 'shop', place: null, kept: false, state: 'running', containers: 2, health: 'healthy' },
  ...{ services: { running: 1, known: 2, total: 3 }, ports: [], orphans: 0, problems: [], run: null },
};

it('a project says what it is, or what is done to it; to be watched is no state', () => {
  expect([stateWords(row), toneOf(row), serviceCount(row)]).toEqual(['Running', 'ok', '1/3']);
  const up = { ...row, run: { id: '1', verb: 'up' } } as const;
  expect([stateWords(up), toneOf(up)]).toEqual(['Going up…', 'busy']);
  const watched = { ...row, health: 'unhealthy', run: { id: '1', verb: 'watch' } } as const;
  expect([stateWords(watched), toneOf(watched)]).toEqual(['Running, watched', 'bad']);
  expect(serviceCount({ ...row, services: { running: 0, known: 2, total: null } })).toBe('0/2');
});

it('a run is called by what was wished, and says how it ended', () => {
  const run: ComposeRun = {
    ...{ id: '1', key: 'shop', project: 'shop', wish: upWish(), command: '', engine: '', state: 'running' },
    ...{ startedAt: 0, endedAt: null, exitCode: null, failure: '' },
  };
  expect([runTitle(run), endWords(run)]).toEqual(['Up', null]);
  expect(runTitle({ wish: plainWish('restart', ['a', 'b']) })).toBe('Restart of a, b');
  expect(runTitle({ wish: { verb: 'scale', service: 'web', replicas: 3 } })).toBe('Scale web to 3');
  expect(endWords({ ...run, state: 'done' })).toBe('shop is up.');
  expect(endWords({ ...run, state: 'failed' })).toBe('Up of shop failed.');
});

it.each([
  ['/app', '/app/a/b.yml', 'a/b.yml'],
  ['/app/', '/app/b.yml', 'b.yml'],
  ['/app', '/apple/b.yml', '/apple/b.yml'],
  ['C:\\app', 'C:\\app\\b.yml', 'b.yml'],
])('in %s, %s is %s', (folder, path, name) => expect(nameIn(folder, path)).toBe(name));
