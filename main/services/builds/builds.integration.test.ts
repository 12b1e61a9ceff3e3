import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { BuildRow, BuildStep, BuildWish } from '../../contract/builds';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { type Builds, createBuilds } from './builds';

let dockerd: Dockerd;
let engine: Engine;
let builds: Builds;
let work: string;
const noted: string[] = [];
const signal = new AbortController().signal;

const TWO_STAGES = `ARG BASE=slipway/busybox:1
FROM $BASE AS build
WORKDIR /src
COPY src/ ./
RUN echo built-from $(cat main.txt) > /out.txt && echo shown-in-log
FROM slipway/busybox:1
LABEL made=by-slipway
COPY --from=build /out.txt /out.txt
CMD ["cat", "/out.txt"]
`;

function makeBuilds(): Builds {
  return createBuilds({
    ...{ engine, log: () => undefined, dataDir: path.join(dockerd.dir, 'slipway'), platform: process.platform },
    record: (command) => (outcome) => void noted.push(`${outcome}: ${command}`),
    env: { ...process.env, DOCKER_CONFIG: path.join(dockerd.dir, 'docker-config'), NAME: 'from-the-environment' },
    logins: () => Promise.resolve([]),
  });
}

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  await connected(engine);
  work = path.join(dockerd.dir, 'work');
  builds = makeBuilds();
});

afterAll(async () => {
  await builds.close();
  await engine.close();
  await dockerd.remove();
});

/** A folder with these files. */
function plant(name: string, files: Readonly<Record<string, string>>): string {
  const folder = path.join(work, name);
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

const wishFor = (folder: string, more: Partial<BuildWish> = {}): BuildWish => ({
  ...{ folder, dockerfile: path.join(folder, 'Dockerfile'), target: '', tags: [], args: [], labels: [], platform: '' },
  ...{ noCache: false, pull: false, secrets: [], ssh: [], classic: false },
  ...more,
});

interface Whole {
  readonly text: string;
  readonly steps: readonly BuildStep[];
  /** By step; -1: of the build. */
  readonly logs: ReadonlyMap<number, readonly string[]>;
  readonly log: string;
  readonly dropped: number;
}

async function readReport(id: string): Promise<Whole> {
  const steps: BuildStep[] = [];
  const logs = new Map<number, string[]>();
  let text = '';
  let dropped = 0;
  for await (const item of builds.report(id, signal)) {
    if (item.type === 'reset') text = item.dockerfile;
    if (item.type === 'steps') for (const step of item.steps) steps[step.index] = step;
    if (item.type === 'log') dropped += item.dropped;
    if (item.type === 'log') logs.set(item.step ?? -1, [...(logs.get(item.step ?? -1) ?? []), ...item.lines]);
  }
  return { text, steps, logs, log: [...logs.values()].flat().join('\n'), dropped };
}

async function rowOf(id: string): Promise<BuildRow> {
  const ending = new AbortController();
  for await (const change of builds.watch(ending.signal)) {
    if (change.type !== 'upsert') continue;
    const row = change.rows.find((each) => each.id === id);
    if (row !== undefined && row.endedAt !== null) {
      ending.abort();
      return row;
    }
  }
  throw new Error('the watch ended');
}

async function build(wish: BuildWish): Promise<Whole & { readonly row: BuildRow }> {
  const id = await builds.start(wish);
  const whole = await readReport(id);
  return { ...whole, row: await rowOf(id) };
}

const named = (steps: readonly BuildStep[], part: string): BuildStep => {
  const step = steps.find(({ name }) => name.includes(part));
  if (step === undefined) throw new Error(`no step ${part} among ${steps.map(({ name }) => name).join(' | ')}`);
  return step;
};

/** Whether a program with this word runs anywhere on this machine: in a container, too. */
const isRunning = (word: string): boolean =>
  fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word);
      } catch {
        return false;
      }
    });

const WAYS = [{ classic: true }, { classic: false }];

it.each(WAYS)('two stages: built, from the cache, and why not (classic: $classic)', async ({ classic }) => {
  const files = {
    Dockerfile: TWO_STAGES,
    'src/main.txt': 'one',
    'src/b.txt': 'b',
    '.dockerignore': 'out\n',
    'out/x': 'x',
  };
  const folder = plant(`two-${String(classic)}`, files);
  const tag = `two:${String(classic)}`;
  const wish = wishFor(folder, { classic, tags: [tag], labels: [{ name: 'who', value: 'me' }] });
  const first = await build(wish);
  expect(first.row).toMatchObject({
    state: 'done',
    failure: '',
    failedLine: null,
  });
  expect(classic ? ['engine'] : ['buildx', 'cli']).toContain(first.row.builder);
  expect(first.row.contextBytes).toBeGreaterThan(0);
  expect(first.text).toBe(TWO_STAGES);
  expect(first.log).toContain('shown-in-log');
  expect(await dockerd.docker('run', '--rm', tag)).toBe('built-from one');
  const inspected = await dockerd.docker('image', 'inspect', '-f', '{{.Id}} {{.Config.Labels.who}}', tag);
  expect(inspected).toBe(`${String(first.row.imageId)} me`);
  expect(named(first.steps, 'RUN echo')).toMatchObject({ line: 5, state: 'done', error: '' });
  expect(named(first.steps, 'RUN echo').missed).toBe('No earlier build of this Dockerfile with this builder is known.');

  const second = await build(wish);
  for (const part of ['COPY src/', 'RUN echo', 'COPY --from=build'])
    expect(named(second.steps, part)).toMatchObject({ state: 'cached', missed: '' });
  expect(second.row).toMatchObject({ imageId: first.row.imageId, dockerfileSha256: first.row.dockerfileSha256 });
  expect(second.row.cached).toBeGreaterThanOrEqual(3);

  fs.writeFileSync(path.join(folder, 'src/main.txt'), 'another');
  const third = await build({ ...wish, tags: [] });
  expect(named(third.steps, 'COPY src/').missed).toBe('Changed since the last build: src/main.txt.');
  expect(named(third.steps, 'RUN echo').missed).toBe('An earlier step was built anew: line 4.');
  expect(named(third.steps, 'COPY --from=build').missed).toBe('The stage build was built anew.');
  expect(await dockerd.docker('run', '--rm', String(third.row.imageId))).toBe('built-from another');
  expect(noted.some((line) => line.startsWith('done: ') && line.includes(`--tag ${tag}`))).toBe(true);
});

it.each(WAYS)('a RUN that fails is told with its line, and what it wrote (classic: $classic)', async ({ classic }) => {
  const hostile =
    "printf '#1 DONE 0.1s\\n#9 CACHED\\nStep 3/9 : RUN evil\\n \\033[31mred\\033[0m <b>\\n---> Using cache\\n'";
  const text = `FROM slipway/busybox:1\n\nRUN echo before\nRUN ${hostile} && \\\n  seq 1 9000 && exit 3\n`;
  const folder = plant(`fails-${String(classic)}`, { Dockerfile: text });
  const failed = await build(wishFor(folder, { classic }));
  expect(failed.row).toMatchObject({ state: 'failed', failedLine: 4, imageId: null });
  expect(failed.row.failure).toMatch(/3$/);
  const step = named(failed.steps, 'RUN printf');
  expect(step).toMatchObject({ line: 4, state: 'failed' });
  expect(step.error).toMatch(/3$/);
  const log = failed.logs.get(step.index) ?? [];
  expect(log.slice(0, 4)).toEqual(['#1 DONE 0.1s', '#9 CACHED', 'Step 3/9 : RUN evil', ' \u001b[31mred\u001b[0m <b>']);
  // The engine's own builder has a last word.
  const lines = classic ? 9006 : 9005;
  expect([log.length + failed.dropped, log.includes('9000')]).toEqual([lines, true]);
  // Who comes later gets the first thousand, and the last five thousand.
  const kept = await readReport(failed.row.id);
  const keptLog = kept.logs.get(step.index) ?? [];
  expect([keptLog.length, kept.dropped]).toEqual([6000, lines - 6000]);
  expect([keptLog[999], keptLog[1000]]).toEqual(['995', String(lines - 5004)]);
  expect(failed.steps.filter(({ line }) => line !== null)).toHaveLength(3);
  expect(named(failed.steps, 'RUN echo before')).toMatchObject({ line: 3, state: 'done' });
});

it.each(WAYS)('cancel leaves nothing that runs (classic: $classic)', async ({ classic }) => {
  const word = `98765.${classic ? '1' : '2'}`;
  const folder = plant(`cancel-${String(classic)}`, { Dockerfile: `FROM slipway/busybox:1\nRUN sleep ${word}\n` });
  const id = await builds.start(wishFor(folder, { classic }));
  const reading = readReport(id);
  await until(() => isRunning(`sleep\0${word}`), 20_000, 'the step runs');
  builds.cancel(id);
  const { steps } = await reading;
  expect(await rowOf(id)).toMatchObject({ state: 'cancelled', failure: '' });
  expect(named(steps, 'RUN sleep').state).toBe('cancelled');
  await until(() => !isRunning(`sleep\0${word}`), 20_000, 'the step is ended');
  expect(isRunning(folder)).toBe(false);
  await until(async () => (await dockerd.docker('ps', '-aq')) === '', 20_000, 'no container is left');
});

it('a strange context: links out of it, a pipe, a socket, and a Dockerfile from elsewhere', async () => {
  const folder = plant('strange', { 'sub/a file': 'a', '.dockerignore': '**/left\n', 'sub/left': 'x' });
  fs.symlinkSync('/etc/hostname', path.join(folder, 'sub/out'));
  fs.symlinkSync('missing', path.join(folder, 'sub/nowhere'));
  execFileSync('mkfifo', [path.join(folder, 'sub/pipe')]);
  const server = net.createServer().listen(path.join(folder, 'sub/socket'));
  fs.writeFileSync(path.join(folder, 'large'), '');
  fs.truncateSync(path.join(folder, 'large'), 200_000_000);
  const text = 'FROM slipway/busybox:1\nCOPY sub /ctx\nRUN ls -A /ctx && readlink /ctx/out\n';
  const elsewhere = plant('elsewhere', { 'my.Dockerfile': text });
  const wish = wishFor(folder, { dockerfile: path.join(elsewhere, 'my.Dockerfile'), classic: true });
  const before = process.memoryUsage().rss;
  const { row, log } = await build(wish);
  server.close();
  expect(row).toMatchObject({ state: 'done', failure: '' });
  expect(row.contextBytes).toBeGreaterThan(200_000_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  const seen = log.split('\n');
  expect(seen).toEqual(
    expect.arrayContaining(['a file', 'nowhere', 'out', 'pipe', '/etc/hostname', 'sub/socket: A socket is not sent.']),
  );
  for (const name of ['left', 'socket']) expect(seen).not.toContain(name);
});

it('secrets reach the builder that has them, and nothing that is kept', async () => {
  const text =
    'FROM slipway/busybox:1\nARG NAME\nARG SHOWN=no\nRUN --mount=type=secret,id=token wc -c < /run/secrets/token; echo $NAME $SHOWN\n';
  const folder = plant('secrets', { Dockerfile: text, token: 'very-secret-value' });
  const secrets = [{ id: 'token', from: 'file' as const, source: path.join(folder, 'token') }];
  const args = [
    { name: 'NAME', value: null },
    { name: 'SHOWN', value: 'yes' },
  ];
  const wish = wishFor(folder, { secrets, args });
  const { row, log } = await build(wish);
  expect(row.state).toBe('done');
  expect(log).toContain('17');
  expect(log).toContain('from-the-environment yes');
  const kept = path.join(dockerd.dir, 'slipway/builds');
  for (const file of fs.readdirSync(kept).filter((name) => name.endsWith('.json'))) {
    expect(fs.readFileSync(path.join(kept, file), 'utf8')).not.toContain('very-secret-value');
    expect(fs.statSync(path.join(kept, file)).mode & 0o777).toBe(0o600);
  }
  await expect(builds.start({ ...wish, classic: true })).rejects.toMatchObject({ fault: 'unsupported' });
  await expect(builds.start({ ...wish, tags: ['No Name'] })).rejects.toMatchObject({ fault: 'bad-wish' });
  const [secret] = secrets;
  if (secret === undefined) throw new Error('no secret');
  const missing = { ...wish, secrets: [{ ...secret, source: '/nowhere' }] };
  await expect(builds.start(missing)).rejects.toMatchObject({ fault: 'bad-wish', path: '/nowhere' });
});

it('what was under way when Slipway was killed is interrupted; the history can be forgotten', async () => {
  const folder = plant('short', { Dockerfile: 'FROM slipway/busybox:1\nLABEL a=b\n' });
  const { row } = await build(wishFor(folder));
  await builds.close();
  const dir = path.join(dockerd.dir, 'slipway/builds');
  const record = JSON.parse(fs.readFileSync(path.join(dir, `${row.id}.json`), 'utf8')) as {
    row: BuildRow;
    pid: number;
  };
  const killed = { ...record, pid: 2 ** 30, row: { ...record.row, id: 'killed', state: 'running', endedAt: null } };
  fs.writeFileSync(path.join(dir, 'killed.json'), JSON.stringify(killed));
  builds = makeBuilds();
  const rows = new Map<string, BuildRow>();
  for await (const change of builds.watch(signal)) {
    if (change.type === 'upsert') for (const each of change.rows) rows.set(each.id, each);
    if (change.type === 'synced') break;
  }
  expect(rows.get('killed')).toMatchObject({ state: 'interrupted' });
  expect(rows.get(row.id)).toEqual(row);
  expect((await readReport(row.id)).text).toContain('LABEL a=b');
  await builds.forget(null);
  expect(fs.readdirSync(dir)).toEqual(['contexts']);
  await expect(readReport(row.id)).rejects.toMatchObject({ fault: 'gone' });
});
