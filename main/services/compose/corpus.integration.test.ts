import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import type { ComposePlace } from '../../contract/compose';
import { createReadModel } from './check/check';
import { alike, readExpected, servicesOf } from './testing/alike';
import { manyConfigs } from './testing/many-configs';
import type { ComposeModel } from './types';

const CORPUS = path.join(import.meta.dirname, 'testing/corpus');
const ENV = { PATH: process.env.PATH, HOME: os.homedir() };
const read = createReadModel({
  ...{ env: ENV, homeDir: os.homedir(), platform: process.platform, seesFolders: () => false },
});
const names = fs.readdirSync(CORPUS);
const isSecond = (name: string): boolean => fs.existsSync(path.join(CORPUS, name, 'expected.json'));

function placeOf(name: string): ComposePlace {
  const folder = path.join(CORPUS, name);
  const list = path.join(folder, 'files');
  const files = fs.existsSync(list) ? fs.readFileSync(list, 'utf8').trim().split(' ') : [];
  return { name: '', folder, files: files.map((file) => path.join(folder, file)), envFiles: [], profiles: [] };
}

const callOf = ({ folder, files }: ComposePlace) => ({
  ...{ folder, args: [...files.flatMap((file) => ['-f', file]), '--project-directory', folder, 'config'] },
});

const plainServices = ({ services }: ComposeModel): Record<string, unknown> =>
  Object.fromEntries([...services].map(([name, { raw }]) => [name, raw]));

it('has as many files as the issue asks for', () => {
  expect(names.length).toBeGreaterThanOrEqual(40);
});

const first = names.filter((name) => !isSecond(name));

it('resolves each file as docker-compose does', async () => {
  const differences: Record<string, unknown> = {};
  const configs = await manyConfigs(
    first.map((name) => callOf(placeOf(name))),
    ENV,
  );
  for (const [at, name] of first.entries()) {
    const place = placeOf(name);
    const model = await read(place, new Map());
    const theirs = servicesOf(configs[at] ?? '', { folder: place.folder, homeDir: os.homedir() });
    expect(theirs).toBeTypeOf('object');
    const ours = { services: plainServices(model) };
    const wanted = alike({ services: (theirs as { services: unknown }).services });
    const got = alike(ours);
    // A folder to build from needs no Dockerfile to be resolved.
    const problems = model.problems.filter(({ message }) => !message.startsWith('There is no Dockerfile'));
    if (problems.length > 0 || !isDeepStrictEqual(got, wanted)) differences[name] = { problems, got, wanted };
  }
  expect(differences).toEqual({});
});

it.each(names.filter(isSecond))('resolves what only the second line of compose has: %s', async (name) => {
  const place = placeOf(name);
  const model = await read(place, new Map());
  const text = fs.readFileSync(path.join(place.folder, 'expected.json'), 'utf8');
  const expected = readExpected(text, place.folder) as Record<string, unknown>;
  expect(model.problems).toEqual([]);
  expect(alike({ services: plainServices(model) })).toMatchObject(alike({ services: expected.services }) as object);
  if (typeof expected.name === 'string') expect(model.name).toBe(expected.name);
  for (const key of (expected.absent ?? []) as string[]) expect(model.services.get('web')?.raw).not.toHaveProperty(key);
});
