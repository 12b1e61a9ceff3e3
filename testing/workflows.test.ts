import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '..');
const FOLDER = path.join(ROOT, '.github/workflows');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly steps: readonly Step[];
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'runs-on': string;
  readonly 'timeout-minutes'?: number;
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const NAMES = ['ci.yml', 'release.yml'];
const textOf = (name: string): string => fs.readFileSync(path.join(FOLDER, name), 'utf8');
const read = (name: string): Workflow => parse(textOf(name)) as Workflow;
const stepsOf = (name: string): Step[] => Object.values(read(name).jobs).flatMap(({ steps }) => [...steps]);
const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

test('these are all', () => expect(fs.readdirSync(FOLDER).sort()).toEqual(NAMES));

test.each(NAMES)('%s runs only what there is', (name) => {
  const lines = stepsOf(name).flatMap(({ run }) => (run === undefined ? [] : [run]));
  const scripts = lines.flatMap((line) =>
    [...line.matchAll(/\bnpm (?:run )?([\w:]+)/g)].map(([, script = '']) => script),
  );
  const known = [...Object.keys(manifest.scripts), 'ci'];
  expect(scripts.length).toBeGreaterThan(1);
  expect(scripts.filter((script) => !known.includes(script))).toEqual([]);
  const files = lines.flatMap((line) => [...line.matchAll(/\bnode ([\w./-]+\.mjs)/g)].map(([, file = '']) => file));
  expect(files.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
});

test.each(NAMES)('%s may do no more than it has to', (name) => {
  const { permissions, jobs } = read(name);
  expect(permissions).toEqual({ contents: 'read' });
  const more = Object.entries(jobs).filter(([, job]) => job.permissions !== undefined);
  expect(more.map(([job, { permissions: own }]) => [job, own])).toEqual(
    name === 'release.yml' ? [['draft', { contents: 'write' }]] : [],
  );
  for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
  for (const { uses, with: given } of stepsOf(name)) {
    if (uses === undefined) continue;
    expect(uses).toMatch(/^actions\/[\w-]+@[\da-f]{40}$/);
    if (uses.startsWith('actions/checkout@')) expect(given).toMatchObject({ 'persist-credentials': false });
  }
});

test('a text from outside is never part of a command', () => {
  for (const name of NAMES)
    for (const { run = '' } of stepsOf(name))
      for (const [, inner = ''] of run.matchAll(/\$\{\{([^}]*)\}\}/g)) expect(inner.trim()).toMatch(/^matrix\.\w+$/);
});

test('the release is a draft, after everything else', () => {
  const { jobs } = read('release.yml');
  const before = (job: string): readonly string[] => {
    const needs = [jobs[job]?.needs ?? []].flat();
    return [...needs, ...needs.flatMap(before)];
  };
  expect([...new Set(before('draft'))].sort()).toEqual(['check', 'electron', 'image', 'package']);
  expect(textOf('release.yml')).toContain('gh release create "$GITHUB_REF_NAME" --draft');
});

test('a release runs specs on the real Electron of all three systems', () => {
  const { jobs } = read('release.yml');
  const runs = (job: string): string => (jobs[job]?.steps ?? []).map(({ run = '' }) => run).join('\n');
  expect(runs('electron')).toContain('npm run e2e:electron');
  expect(runs('package')).toContain('npm run e2e:electron -- --grep @anywhere');
});
