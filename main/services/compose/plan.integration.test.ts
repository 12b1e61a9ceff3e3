import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd } from '../../../testing/dockerd.mjs';
import type { ComposePlace } from '../../contract/compose';
import type { ComposePlan, PlanEntry } from '../../contract/compose-files';
import { MASK } from '../../contract/secrets';
import type { PortsCheck } from '../../contract/ports';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { askRegistry } from '../pulls/checks/ask';
import { createCaller } from './cli/caller';
import { type ComposeFiles, createComposeFiles } from './compose-files';
import { readMembers } from './projects/members';
import type { ComposeCaller } from './types';

let dockerd: Dockerd;
let engine: Engine;
let caller: ComposeCaller;
let files: ComposeFiles;
let place: ComposePlace;
/** What the ports of the host are said to be. */
let ports: PortsCheck = { taken: [], free: [] };
const { signal } = new AbortController();

const FILE = `services:
  db:
    image: slipway/busybox:1
    command: sleep 1000
    environment: {DB_PASSWORD: first-secret, MODE: one}
    volumes: ["data:/data"]
  api:
    image: slipway/busybox:1
    command: ["sleep", "1000"]
    depends_on: [db]
    networks: [default, back]
    scale: 2
  web:
    image: slipway/busybox:1
    command: sleep 1000
    depends_on: [api]
    ports: ["127.0.0.1:39471:80"]
  tool:
    image: slipway/busybox:1
    profiles: [tools]
networks: {back: {}}
volumes: {data: {}}
`;

const composeFile = (): string => path.join(place.folder, 'compose.yaml');
const write = (text: string): void => fs.writeFileSync(composeFile(), text);

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  await connected(engine);
  const { env, platform } = process;
  caller = createCaller({ engine, env, homeDir: dockerd.dir, platform });
  files = createComposeFiles({
    ...{ engine, caller, env, platform, homeDir: dockerd.dir, dataDir: path.join(dockerd.dir, 'slipway') },
    seesFolders: () => true,
    whyNotPulled: async (reference, over) =>
      (await askRegistry(engine.client, async () => null, reference, over)).failure,
    checkPorts: async () => ports,
    checkBinds: async () => [],
  });
  const folder = path.join(dockerd.dir, 'shop');
  fs.mkdirSync(folder);
  place = { name: '', folder, files: [], envFiles: [], profiles: [] };
  write(FILE);
});

afterAll(async () => {
  await engine.close();
  await dockerd.remove();
});

const plan = (unsaved: { path: string; text: string }[] = [], removeOrphans = false): Promise<ComposePlan> =>
  files.plan({ place, unsaved, removeOrphans }, signal);

async function run(...words: readonly string[]): Promise<void> {
  const { code, stderr } = await caller.ask(place, words, { signal, timeoutMs: 60_000 });
  if (code !== 0) throw new Error(stderr);
}

/** Ids of containers by service. */
async function containers(): Promise<Map<string, string[]>> {
  const answer = await engine.client.json({ method: 'GET', path: '/containers/json', query: { all: true } });
  const ids = new Map<string, string[]>();
  for (const { service, id } of readMembers(answer)) ids.set(service, [...(ids.get(service) ?? []), id].sort());
  return ids;
}

const actions = ({ entries }: ComposePlan): Record<string, string> =>
  Object.fromEntries(entries.map(({ kind, name, action }) => [`${kind} ${name}`, action]));

const entryOf = ({ entries }: ComposePlan, name: string): PlanEntry => {
  const found = entries.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`no entry ${name}`);
  return found;
};

/** The plan's word about each service must be what up then does. */
async function upAsPlanned(planned: ComposePlan): Promise<void> {
  const before = await containers();
  await run('up', '-d', '--timeout', '0');
  const after = await containers();
  for (const { name, action, kind } of planned.entries) {
    if (kind !== 'service' || action === 'remove') continue;
    const [was, is] = [before.get(name) ?? [], after.get(name) ?? []];
    if (action === 'leave' || action === 'start' || action === 'orphan') expect([name, is]).toEqual([name, was]);
    else expect([name, is.filter((id) => !was.includes(id)).length > 0]).toEqual([name, true]);
    if (action === 'recreate') expect([name, is.some((id) => was.includes(id))]).toEqual([name, false]);
  }
}

it('says what an up does: at first, with nothing changed, with a change, after a stop', async () => {
  const first = await plan();
  expect(first.blocked).toBe(false);
  expect(first.problems).toEqual([]);
  expect(actions(first)).toEqual({
    ...{ 'service db': 'create', 'service api': 'create', 'service web': 'create' },
    ...{ 'network shop_default': 'create', 'network shop_back': 'create', 'volume shop_data': 'create' },
  });
  // In start order.
  expect(first.entries.slice(0, 3).map(({ name }) => name)).toEqual(['db', 'api', 'web']);
  await upAsPlanned(first);

  const same = await plan();
  expect([...new Set(Object.values(actions(same)))]).toEqual(['leave']);

  const changed = FILE.replace('first-secret', 'other-secret')
    .replace('MODE: one', 'MODE: two')
    .replace('39471', '39472');
  // Unsaved: the file on the disk is still the old one.
  const unsaved = await plan([{ path: composeFile(), text: changed }]);
  expect(actions(unsaved)).toMatchObject({
    'service db': 'recreate',
    'service api': 'leave',
    'service web': 'recreate',
  });
  expect(entryOf(unsaved, 'db').reasons).toEqual([
    { key: 'environment.DB_PASSWORD', from: MASK, to: MASK },
    { key: 'environment.MODE', from: 'one', to: 'two' },
  ]);
  expect(entryOf(unsaved, 'web').reasons).toEqual([
    { key: 'ports', from: '127.0.0.1:39471:80/tcp', to: '127.0.0.1:39472:80/tcp' },
  ]);
  expect(JSON.stringify(unsaved)).not.toContain('secret');
  expect(fs.readdirSync(path.join(dockerd.dir, 'slipway', 'compose-unsaved'))).toEqual([]);
  write(changed);
  await upAsPlanned(await plan());

  // A dependent whose container has ended is made anew with what it waits for.
  await run('stop', '--timeout', '0', 'web');
  expect(actions(await plan())).toMatchObject({ 'service web': 'start', 'service db': 'leave' });
  write(changed.replace('command: ["sleep", "1000"]', 'command: ["sleep", "1001"]'));
  const dependent = await plan();
  expect(entryOf(dependent, 'api').reasons).toEqual([{ key: 'command', from: 'sleep 1000', to: 'sleep 1001' }]);
  expect(entryOf(dependent, 'web').reasons).toEqual([{ key: 'dependency', from: '', to: 'api' }]);
  await upAsPlanned(dependent);
});

it('tells of orphans, other images, more and fewer containers, and ports that are taken', async () => {
  ports = { taken: [{ index: 0, by: 'nginx (process 12)', container: null, process: null }], free: [39_500] };
  const other = `services:
  db: {image: slipway/busybox:1, command: sleep 1000}
  api: {image: "127.0.0.1:9/none:1", scale: 1}
  more: {image: slipway/busybox:1, ports: ["39471:80"], networks: [outside]}
networks: {outside: {external: true}}
`;
  const told = await plan([{ path: composeFile(), text: other }]);
  expect(actions(told)).toMatchObject({ 'service web': 'orphan', 'service more': 'create' });
  expect(told.entries.filter(({ name }) => name === 'api').map(({ action }) => action)).toEqual(['recreate', 'remove']);
  expect(entryOf(told, 'api')).toMatchObject({
    first: 'pull',
    reasons: expect.arrayContaining([{ key: 'image', from: 'slipway/busybox:1', to: '127.0.0.1:9/none:1' }]) as unknown,
  });
  expect(entryOf(told, 'db').reasons.map(({ key }) => key)).toEqual([
    'environment.DB_PASSWORD',
    'environment.MODE',
    'volumes',
  ]);
  expect(told.problems.map(({ code, line, severity }) => [code, line, severity])).toEqual([
    ['port', 4, 'error'],
    ['missing-network', 5, 'error'],
    ['image', 3, 'error'],
  ]);
  expect(told.problems.at(-1)?.message).toMatch(/^“127.0.0.1:9\/none:1” is not here, and cannot be pulled: .*refused/);
  expect(actions(await plan([{ path: composeFile(), text: other }], true))['service web']).toBe('remove');
});

it('is blocked by what compose refuses, with its words at their line', async () => {
  const broken = 'services:\n  web:\n    image: x\n    imagee: y\n';
  const told = await plan([{ path: composeFile(), text: broken }]);
  expect(told).toMatchObject({ blocked: true, entries: [] });
  expect(told.problems).toContainEqual(
    expect.objectContaining({ code: 'unknown-key', line: 4, advice: 'Did you mean “image”?' }),
  );
  const asked = { place, unsaved: [{ path: composeFile(), text: broken }], reveal: false };
  const config = await files.config(asked, signal);
  expect(config.text).toBe('');
  expect(config.problems[0]).toMatchObject({ code: 'config', severity: 'error', path: composeFile(), line: 2 });
  expect(JSON.stringify(config)).not.toContain('compose-unsaved');
  const noYaml = await files.config(
    { ...asked, unsaved: [{ path: composeFile(), text: 'services:\n  a: b: c\n' }] },
    signal,
  );
  expect(noYaml.problems[0]).toMatchObject({ path: composeFile(), line: 2 });
});

it('shows what compose resolves without secrets, unless they are asked for', async () => {
  const text = `services:
  web:
    image: x
    command: serve --auth \${API_TOKEN}
    environment: {API_TOKEN: "\${API_TOKEN}", PLAIN: shown}
`;
  fs.writeFileSync(path.join(place.folder, '.env'), 'API_TOKEN=very-hidden\n');
  const asked = { place, unsaved: [{ path: composeFile(), text }] };
  const masked = await files.config({ ...asked, reveal: false }, signal);
  expect(masked.text).toContain('PLAIN: shown');
  expect(masked.text).toContain(`serve --auth ${MASK}`);
  expect(masked.text).not.toContain('very-hidden');
  const open = await files.config({ ...asked, reveal: true }, signal);
  expect(open.text).toContain('serve --auth very-hidden');
});
