import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ComposeCheck } from '../../../contract/compose-files';
import { MASK } from '../../../contract/secrets';
import { ComposeFault } from '../types';
import { type CheckOptions, checkPlace, createReadModel } from './check';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-compose-check-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const options: CheckOptions = {
  env: { HOME: '/home/me', FROM_ENV: 'e' },
  homeDir: '/home/me',
  platform: 'linux',
  seesFolders: () => true,
};

function plant(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
}

const place = () => ({ name: '', folder, files: [], envFiles: [], profiles: [] });
async function check(files: Readonly<Record<string, string>> | string): Promise<ComposeCheck> {
  plant(typeof files === 'string' ? { 'compose.yaml': files } : files);
  return checkPlace(options, place(), new Map(), new AbortController().signal);
}
const told = ({ problems }: ComposeCheck): string[] =>
  problems.map(({ path: file, line, column, severity, code }) =>
    [path.basename(file), line, column, severity, code].join(' '),
  );

it.each([
  ['services:\n  a: {image: x}\n  b:\n    image: x\n    enviroment: {}\n', ['compose.yaml 5 5 error unknown-key']],
  ['services:\n  a:\n    image: x\n    ports: 80\n', ['compose.yaml 4 12 error type']],
  ['services:\n  a:\n    image: x\n    ports: ["80:x"]\n', ['compose.yaml 4 13 error port']],
  ['services:\n  a:\n    image: x\n    command: [sleep, 10]\n', ['compose.yaml 4 22 error type']],
  ['services:\n  a:\n    image: x\n    environment:\n', ['compose.yaml 4 5 error type']],
  ['services:\n  a: {image: x, restart: sometimes}\n', ['compose.yaml 2 26 error value']],
  ['services:\n  a: {image: x, mem_limit: lots}\n', ['compose.yaml 2 28 error value']],
  ['services:\n  a: {image: x, healthcheck: {interval: 5}}\n', ['compose.yaml 2 41 error type']],
  ['services:\n  a: {image: x, healthcheck: {interval: 5 s}}\n', ['compose.yaml 2 41 error value']],
  ['services:\n  a: {image: x, depends_on: [c]}\n', ['compose.yaml 2 30 error unknown-service']],
  ['services:\n  a: {image: x, networks: [c]}\n', ['compose.yaml 2 28 error unknown-network']],
  ['services:\n  a: {image: x, volumes: ["cache:/d"]}\n', ['compose.yaml 2 27 error unknown-volume']],
  ['services:\n  a: {image: x, secrets: [c]}\n', ['compose.yaml 2 27 error unknown-secret']],
  ['services:\n  a: {image: x, volumes: ["./gone:/d"]}\n', ['compose.yaml 2 27 warning bind']],
  ['services:\n  a: {image: x, env_file: gone.env}\n', ['compose.yaml 2 27 error missing-file']],
  ['services:\n  a: {build: ./gone}\n', ['compose.yaml 2 14 error missing-file']],
  ['services:\n  a: {}\n', ['compose.yaml 2 3 error image']],
  ['services:\n  a: {image: "x:${TAG}"}\n', ['compose.yaml 2 17 warning missing-variable']],
  ['services:\n  a: {image: "x:${TAG:?which}"}\n', ['compose.yaml 2 17 error missing-variable']],
  ['services:\n  a: {image: "x:$-"}\n', ['compose.yaml 2 17 error variable']],
  [
    'services:\n  a:\n    extends: {service: a}\n',
    ['compose.yaml 3 24 error circular', 'compose.yaml 2 3 error image'],
  ],
  ['x-any: {thing: 1}\nservices:\n  a: {image: x, x-mine: 2}\n', []],
])('tells what is wrong and where: %j', async (text, expected) => {
  expect(told(await check(text)).sort()).toEqual([...expected].sort());
});

it('tells circles at each service, the same port and the same name twice', async () => {
  const result = await check(`services:
  a: {image: x, depends_on: [b], ports: ["80:80"], container_name: one}
  b: {image: x, depends_on: [c], ports: ["127.0.0.1:80:81"], container_name: one}
  c: {image: x, links: [a], ports: ["80:80/udp"]}
`);
  expect(told(result)).toEqual([
    ...['compose.yaml 2 30 error circular', 'compose.yaml 3 30 error circular', 'compose.yaml 3 42 error port'],
    ...['compose.yaml 3 78 error container-name', 'compose.yaml 4 25 error circular'],
  ]);
  expect(result.problems[0]?.message).toContain('a → b → c → a');
});

it('places problems in the file that has them: overrides, includes, extended and env files', async () => {
  const result = await check({
    'compose.yaml':
      'include: [sub/inner.yaml]\nservices:\n  a: {extends: {file: base.yaml, service: a}, env_file: a.env}\n',
    'compose.override.yaml': 'services:\n  a: {depends_on: [nobody]}\n',
    'base.yaml': 'services:\n  a: {image: x, prots: []}\n',
    'sub/inner.yaml': 'services:\n  inner: {image: "y", scale: many}\n',
    'a.env': 'GOOD=1\n=bad\n',
  });
  expect(told(result).sort()).toEqual([
    ...[
      'a.env 2 1 error env-file',
      'base.yaml 2 17 error unknown-key',
      'compose.override.yaml 2 20 error unknown-service',
    ],
    'inner.yaml 2 30 error value',
  ]);
  expect(result.files.map((file) => path.basename(file))).toEqual([
    'compose.yaml',
    'compose.override.yaml',
    'inner.yaml',
  ]);
  expect(result.names.services).toEqual(['a', 'inner']);
});

it('shows where variables come from, secrets masked', async () => {
  const { variables } = await check({
    'compose.yaml': 'services:\n  a: {image: "$FROM_ENV", command: "$DB_PASSWORD ${PORT:-80} $NONE $DB_PASSWORD"}\n',
    '.env': 'DB_PASSWORD=hidden\nFROM_ENV=file\n',
  });
  expect(
    variables.map(({ name, value, source, from, places }) => [name, value, source, path.basename(from), places.length]),
  ).toEqual([
    ['DB_PASSWORD', MASK, 'file', '.env', 2],
    ['FROM_ENV', 'e', 'environment', '', 1],
    ['NONE', null, 'none', '', 1],
    ['PORT', '80', 'default', '', 1],
  ]);
  expect(variables[0]?.places.map(({ column, endColumn }) => [column, endColumn])).toEqual([
    [37, 49],
    [68, 80],
  ]);
});

it('takes unsaved text for what is on the disk', async () => {
  plant({ 'compose.yaml': 'services: {a: {image: old}}\n' });
  const unsaved = new Map([[path.join(folder, 'compose.yaml'), 'services: {b: {image: new}}\n']]);
  const model = await createReadModel(options)(place(), unsaved);
  expect([...model.services.keys()]).toEqual(['b']);
});

it('names faults of the place', async () => {
  const read = createReadModel(options);
  await expect(read(place(), new Map())).rejects.toMatchObject({ fault: 'no-compose-file' });
  await expect(read({ ...place(), folder: '/nowhere/at/all' }, new Map())).rejects.toMatchObject({
    fault: 'not-found',
  });
  await expect(read({ ...place(), folder: 'x' }, new Map())).rejects.toBeInstanceOf(ComposeFault);
});

it('survives files that include and extend each other', async () => {
  const result = await check({
    'compose.yaml': 'include: [b.yaml]\nservices:\n  a: {extends: {file: b.yaml, service: b}}\n',
    'b.yaml': 'include: [compose.yaml]\nservices:\n  b: {extends: {file: compose.yaml, service: a}}\n',
  });
  expect(told(result).filter((each) => each.endsWith('circular')).length).toBeGreaterThanOrEqual(2);
});

it('reads two thousand lines, and names of Object stay names', async () => {
  const service = (at: number): string =>
    `  s${at}:\n    image: x:${at}\n    environment:\n      A: "\${V:-1}"\n      constructor: x\n    ports: ["${20_000 + at}:80"]\n    depends_on: [s0]\n    labels: {a: b}\n`;
  const text = `services:\n  s0: {image: x}\n  __proto__: {image: y}\n${Array.from({ length: 250 }, (_, at) => service(at + 1)).join('')}`;
  expect(text.split('\n').length).toBeGreaterThan(2000);
  const result = await check(text);
  expect(result.problems).toEqual([]);
  expect(result.names.services.slice(0, 2)).toEqual(['s0', '__proto__']);
});
