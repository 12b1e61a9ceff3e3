// Every procedure of the whole app is asked with names that would be more than names: a step up in a path, a query, a header,
// an option of a program, a piece of a shell. At the engine each is one segment of a path or one value; at a program one word
// that no option is made of; and nobody's shell sees it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../app';
import { contract } from '../contract';
import type { ContractShape } from '../contract/procedure';
import { createRandom, named, plausible } from '../rpc/testing/plausible';
import type { Handlers } from '../rpc/wire/types';
import { parseInput } from '../rpc/wire/validate';
import { type FakeEngine, type Route, startFakeEngine } from '../services/engine/testing/fake-engine';

const ROUNDS = 8;
/** They start a machine, ask another computer, or end this one's programs, whatever they are told. */
const LEFT_OUT = /^(machine|registries)\.|^(engine\.select|processes\.signal|ports\.|terminal\.|logs\.)/;

let dir = '';
let engine: FakeEngine;
let app: App;

const pwned = (): string => path.join(dir, 'pwned');
/** `zz` marks them. */
const hostile = (): readonly string[] => [
  'zz/../../containers/prune',
  'zz?force=zz&v=zz',
  'zz#zz',
  'zz%2f..%2f..%2fzz',
  'zz\r\nX-Zz: 1\r\n\r\nDELETE /zz HTTP/1.1',
  'zz\u0000',
  '--zz-privileged',
  '-zz',
  '-ozzProxyCommand=x',
  `zz;touch ${pwned()};`,
  `$(touch ${pwned()})zz`,
  `\`touch ${pwned()}\`zz`,
  `zz\ntouch ${pwned()}\n`,
  '../../../zz',
  '__proto__',
];

/** Programs that note what they were called with. */
function standIns(): string {
  const bin = path.join(dir, 'bin');
  fs.mkdirSync(bin);
  for (const name of [
    'docker',
    'docker-compose',
    'docker-buildx',
    'trivy',
    'grype',
    'git',
    'docker-credential-zz',
    'xdg-open',
  ]) {
    const lines = [
      '#!/bin/sh',
      // As the real ones do to who asks which they are.
      `case "$*" in *version*) echo '{"Client":{"Version":"28.2.2"},"version":"2.39.1"}'; echo 'Docker version 28.2.2'; exit 0;; esac`,
      `{ printf '%s\\0' ${name} "$@"; printf '\\0'; } >> '${dir}/calls'`,
    ];
    fs.writeFileSync(path.join(bin, name), `${lines.join('\n')}\n`, { mode: 0o755 });
  }
  return bin;
}

const calls = (): readonly (readonly string[])[] => {
  const text = fs.existsSync(path.join(dir, 'calls')) ? fs.readFileSync(path.join(dir, 'calls'), 'utf8') : '';
  return text
    .split('\0\0')
    .filter(Boolean)
    .map((call) => call.split('\0'));
};

const THING = {
  ...{
    Id: 'a'.repeat(64),
    ID: 'a'.repeat(64),
    Name: 'made',
    Names: ['/made'],
    Image: 'a',
    ImageID: `sha256:${'b'.repeat(64)}`,
  },
  ...{
    RepoTags: ['a:1'],
    RepoDigests: [],
    Created: 1,
    Size: 1,
    State: {},
    Config: { Labels: {} },
    HostConfig: {},
    Labels: {},
  },
  ...{
    NetworkSettings: { Networks: {} },
    Mounts: [],
    Driver: 'local',
    Scope: 'local',
    Mountpoint: '/x',
    Containers: {},
    IPAM: {},
  },
};
const LISTS = /^\/v[\d.]+\/(containers\/json|images\/json|networks)$/;
/** It has everything that it is asked for. */
const anything: Route = (request, response) => {
  if (request.url?.endsWith('/info') === true) return void response.writeHead(404).end('{}');
  const isList = request.method === 'GET' && LISTS.test(request.url?.split('?')[0] ?? '');
  response.end(JSON.stringify(isList ? [THING] : THING));
};

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-names-'));
  const folder = path.join(dir, 'project');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'compose.yaml'), 'services: { web: { image: a } }\n');
  fs.writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
  engine = await startFakeEngine({ fallback: anything });
  app = await createApp({
    ...{ dataDir: path.join(dir, 'data'), engineUrl: engine.url, homeDir: dir, checkout: null, host: 'browser' },
    env: { PATH: `${standIns()}:/usr/bin:/bin`, HOME: dir },
    ...{ platform: process.platform, version: '0', user: 'me' },
    startLogScanner: () => {
      throw new Error('no log is searched here');
    },
  });
  // Connected.
  for await (const { status } of app.handlers.engine.watch(undefined, context()))
    if (status.state === 'connected') break;
});
afterAll(async () => {
  await app.close();
  await engine.close();
  fs.rmSync(dir, { recursive: true, force: true });
});

const WISH = {
  classic: false,
  target: '',
  tags: [],
  args: [],
  labels: [],
  platform: '',
  secrets: [],
  ssh: [],
  noCache: false,
  pull: false,
};

const nouns: ContractShape = contract;

function context(signal = new AbortController().signal) {
  return { signal, connection: { id: 1, signal } };
}

async function* nothing(): AsyncGenerator<never> {
  // Nothing is sent.
}

/** Asks once; a stream is left after its first item. */
async function ask(noun: string, verb: string, input: unknown): Promise<void> {
  const end = new AbortController();
  const handlers: Handlers<ContractShape> = app.handlers;
  const late = setTimeout(() => end.abort(), 1500);
  try {
    const answer: Promise<unknown> | AsyncIterable<unknown> | undefined = handlers[noun]?.[verb]?.(
      input,
      context(end.signal),
      nothing(),
    );
    if (answer !== undefined && Symbol.asyncIterator in answer) for await (const _ of answer) break;
    else await Promise.race([answer, new Promise((resolve) => end.signal.addEventListener('abort', resolve))]);
  } catch {
    // Being refused is as good an answer as any.
  } finally {
    clearTimeout(late);
    end.abort();
  }
}

/** What ends in a call of docker or docker-compose when the rest of the wish is sound. */
async function callPrograms(word: string): Promise<void> {
  const folder = path.join(dir, 'project');
  const { builds, compose } = app.handlers;
  const attempt = (start: () => Promise<unknown>): Promise<unknown> => start().catch(() => undefined);
  const wish = { ...WISH, folder, dockerfile: path.join(folder, 'Dockerfile') };
  const pair = { name: word, value: word };
  await attempt(() =>
    builds.start({ ...wish, target: word, tags: ['zz:1'], args: [pair], labels: [pair], platform: word }, context()),
  );
  await attempt(() => builds.start({ ...wish, tags: [word] }, context()));
  const place = { folder, files: [path.join(folder, 'compose.yaml')], envFiles: [], profiles: [word], name: '' };
  for (const name of ['', word])
    await attempt(async () => {
      const { key } = await compose.keep({ key: null, place: { ...place, name } }, context());
      for (const services of [[], [word], ['web', word]])
        await attempt(() => compose.start({ key, wish: { verb: 'start', services } }, context()));
      const once = { remove: true, noDeps: true, servicePorts: false };
      await attempt(() =>
        compose.start({ key, wish: { verb: 'run', service: 'web', command: [word], ...once } }, context()),
      );
      await compose.forget({ key }, context());
    });
}

const seedOf = (text: string): number => Buffer.from(text).reduce((sum, byte) => (sum * 31 + byte) % 65_521, 7);

test('names are names, to the engine, to programs and to the disk', async () => {
  const words = hostile();
  const asked = new Set<string>();
  const todo: Promise<void>[] = [];
  for (const [noun, verbs] of Object.entries(nouns))
    for (const [verb, { kind, input }] of Object.entries(verbs)) {
      if (kind === 'duplex' || LEFT_OUT.test(`${noun}.${verb}`)) continue;
      // Its own: another procedure in the contract must change nothing here.
      const random = createRandom(seedOf(`${noun}.${verb}`));
      for (let round = 0; round < ROUNDS; round++) {
        const told = named(plausible(input, random), words, random);
        try {
          todo.push(ask(noun, verb, parseInput(input, told)));
          asked.add(`${noun}.${verb}`);
        } catch {
          // The schema took none of it.
        }
      }
    }
  await Promise.all(todo);
  for (const word of words) await callPrograms(word);
  expect(asked.size).toBeGreaterThan(90);
  const requests = engine.requests.map((line) => line.replace(/^\S+ /, ''));
  expect(requests.filter((url) => url.includes('zz')).length).toBeGreaterThan(100);
  expect(calls().filter((call) => call.some((word) => word.includes('zz'))).length).toBeGreaterThan(20);
  for (const url of requests) {
    const [place = '', query = ''] = url.split(/\?(.*)/s);
    expect(place).not.toMatch(/(\/|%2f)\.{0,2}(\/|%2f|$)|[^\x21-\x7e]/i);
    expect([...new URLSearchParams(query).keys()].filter((key) => key.includes('zz') || key === 'v0')).toEqual([]);
    expect(query).not.toMatch(/(^|&)force=zz/);
  }
  expect(engine.headers().filter((name) => name.includes('zz'))).toEqual([]);
  const loose = calls().flatMap((call) => call.filter((word, at) => /^-.*zz/.test(word) && !isValue(call, at)));
  expect(loose).toEqual([]);
  expect(fs.existsSync(pwned())).toBe(false);
  expect(Object.getOwnPropertyNames(Object.prototype).filter((name) => name.includes('zz'))).toEqual([]);
}, 120_000);

/** Of which the next word is the value, whatever it is. */
const WITH_VALUE =
  /^(-f|--file|--project-name|--project-directory|--env-file|--profile|--tag|--target|--build-arg|--label|--platform|--secret|--ssh|--iidfile|-H|--host|--builder|--input)$/;
const isValue = (call: readonly string[], at: number): boolean => {
  const before = call.slice(0, at);
  // What comes after the service is the program's that runs in it.
  const run = before.indexOf('run');
  const inRun =
    call[0]?.includes('compose') === true && run > 0 && before.slice(run + 1).some((word) => !word.startsWith('-'));
  return WITH_VALUE.test(before.at(-1) ?? '') || before.includes('--') || inRun;
};
