import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ComposeFault, type ComposeModel } from '../types';
import { identify } from './identities';
import { levelsOf } from './levels';
import { isOwnPath, type Member, readMembers } from './members';
import type { ReadFiles } from './models';
import { isEnabled, rowOf, type RowGround } from './row';

interface Said {
  readonly labels?: Readonly<Record<string, string>>;
  readonly state?: string;
  readonly status?: string;
  readonly created?: number;
}

const said = (service: string, { labels = {}, state = 'running', status = 'Up', created = 1 }: Said = {}) => ({
  ...{ Id: `id-${service}`, Names: ['/other/alias', `/p_${service}_1`], State: state, Status: status },
  ...{ Image: 'i', Created: created, Ports: [{ IP: '0.0.0.0', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' }] },
  Labels: {
    'com.docker.compose.project': 'p',
    'com.docker.compose.service': service,
    'com.docker.compose.oneoff': 'False',
    ...Object.fromEntries(Object.entries(labels).map(([name, value]) => [`com.docker.compose.${name}`, value])),
  },
});
const rows = (entries: readonly object[], more: Partial<RowGround> = {}) => {
  const [identity] = identify([], readMembers(entries), ({ name }) => name);
  if (identity === undefined) throw new Error('no project');
  return rowOf(identity, { files: null, done: new Set(), namesakes: [], run: null, ...more });
};
const ENDED = { state: 'exited', status: 'Exited (0) 1 second ago' };

it('running, partial, stopped', () => {
  expect(rows([said('a'), said('b')]).state).toBe('running');
  expect(rows([said('a'), said('b', ENDED)]).state).toBe('partial');
  expect(rows([said('a'), said('b', ENDED)], { done: new Set(['id-b']) })).toMatchObject({
    ...{ state: 'running', services: { running: 1, known: 2, total: null }, containers: 2 },
  });
  expect(rows([said('b', ENDED)], { done: new Set(['id-b']) }).state).toBe('stopped');
  expect(rows([said('a'), said('b', { state: 'restarting', status: 'Restarting (1)' })]).state).toBe('partial');
  const once = said('job', { ...ENDED, labels: { oneoff: 'True' } });
  expect(rows([said('a'), once])).toMatchObject({ state: 'running', containers: 2, services: { known: 1 } });
});

it('the worst health, and ports once', () => {
  const healthy = said('a', { status: 'Up 2 minutes (healthy)' });
  const starting = said('b', { status: 'Up 1 second (health: starting)' });
  const sick = said('c', { state: 'exited', status: 'Exited (1) (unhealthy)' });
  expect(rows([healthy, said('d')]).health).toBe('healthy');
  expect(rows([healthy, starting, sick]).health).toBe('starting');
  expect(rows([healthy, starting, said('c', { status: 'Up (unhealthy)' })]).health).toBe('unhealthy');
  const [port] = readMembers([said('a')])[0]?.ports ?? [];
  expect(port).toEqual({ service: 'a', hostIp: '', hostPort: 8080, containerPort: 80, protocol: 'tcp' });
});

const model = (services: readonly string[], files: readonly string[]): ComposeModel => ({
  ...{ name: 'p', files, networks: new Map(), volumes: new Map(), profiles: [], problems: [] },
  services: new Map(
    services.map((name) => [
      name,
      {
        ...{ name, image: 'i', builds: false, containerName: '', profiles: [], replicas: 1, healthcheck: false },
        ...{ dependsOn: [], networks: [], volumes: [], binds: [], ports: [], raw: {} },
      },
    ]),
  ),
});

it('where its files are, by the newest container that says it', () => {
  const at = (folder: string, files: string) => ({ 'project.working_dir': folder, 'project.config_files': files });
  const older = said('a', { labels: at('/old', 'docker-compose.yml,/x/b.yml'), created: 1 });
  const newer = said('b', { labels: at('/new', 'compose.yaml'), created: 2 });
  const files: ReadFiles = { model: model(['a'], ['/new/compose.yaml']), missing: [], fault: null };
  expect(rows([older, newer, said('c', { created: 3 })], { files })).toMatchObject({
    place: { name: 'p', folder: '/new', files: ['/new/compose.yaml'] },
    ...{ orphans: 2, services: { total: 1 } },
    problems: [
      { kind: 'other-place', subject: '/old/docker-compose.yml' },
      { kind: 'other-place', subject: '/x/b.yml' },
    ],
  });
  expect(rows([said('a')]).problems).toEqual([{ kind: 'unknown-place', subject: 'p', detail: '' }]);
  const fault = new ComposeFault('not-found', '/new', 'gone');
  expect(rows([newer], { files: { model: null, missing: ['/new'], fault } }).problems).toEqual([
    { kind: 'missing', subject: '/new', detail: 'gone' },
  ]);
  for (const path of ['//server/share', '\\\\server\\share', 'relative', '']) expect(isOwnPath(path)).toBe(false);
});

it('keys: a kept one has its own for good, the others have their names', () => {
  const place = { name: '', folder: '/f', files: [], envFiles: [], profiles: [] };
  const kept = (key: string, name: string) => ({ key, name, place });
  const found = identify([kept('p', 'other'), kept('q', 'q')], readMembers([said('a')]), ({ name }) => name);
  expect(found.map(({ key, name, members }) => [key, name, members.length])).toEqual([
    ['p', 'other', 0],
    ['q', 'q', 0],
    ['p~2', 'p', 1],
  ]);
});

it('any labels', () => {
  const labels = fc.dictionary(
    fc.constantFrom('project', 'container-number', 'project.config_files', '__proto__'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(labels), (all) => {
      const members: readonly Member[] = readMembers(all.map((each) => said('a', { labels: each })));
      for (const identity of identify([], members, ({ name }) => name))
        expect(rowOf(identity, { files: null, done: new Set(), namesakes: [], run: null }).containers).toBeGreaterThan(
          0,
        );
    }),
  );
  expect(readMembers([null, 1, { Id: 'x' }, {}])).toEqual([]);
});

it('levels: after all that is waited for; none in a circle, or behind one', () => {
  const node = (name: string, ...waits: readonly string[]) => ({
    name,
    dependsOn: waits.map((service) => ({ service })),
  });
  const levels = levelsOf([node('web', 'api', 'db'), node('api', 'db'), node('db'), node('x', 'gone')]);
  expect(Object.fromEntries(levels)).toEqual({ db: 0, x: 0, api: 1, web: 2 });
  const circle = levelsOf([node('a', 'b'), node('b', 'a'), node('c', 'a'), node('d')]);
  expect(Object.fromEntries(circle)).toEqual({ a: null, b: null, c: null, d: 0 });
});

it('profiles', () => {
  expect([isEnabled([], ['x']), isEnabled(['a'], []), isEnabled(['a'], ['a']), isEnabled(['a'], ['*'])]).toEqual([
    ...[true, false, true, true],
  ]);
});
