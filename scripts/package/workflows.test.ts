import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, '.github/workflows');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly 'timeout-minutes'?: number }>>;
}

const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

const read = (name: string): Workflow => parse(fs.readFileSync(path.join(FOLDER, name), 'utf8')) as Workflow;

test.each(fs.readdirSync(FOLDER))('%s runs what is there, by actions of one commit, and may read only', (name) => {
  const { permissions, jobs } = read(name);
  expect(permissions).toEqual({ contents: 'read' });
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const actions = steps.flatMap(({ uses = '' }) => (uses === '' ? [] : [uses]));
  expect(actions.filter((uses) => !/^actions\/[\w-]+@[\da-f]{40}$/.test(uses))).toEqual([]);
  for (const step of steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@')))
    expect(step.with).toMatchObject({ 'persist-credentials': false });
  const lines = steps.map(({ run = '' }) => run).join('\n');
  const called = [...lines.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script);
  expect(called.filter((script) => scripts[script] === undefined)).toEqual([]);
  const files = [...lines.matchAll(/node (scripts\/[\w/.-]+)/g)].map(([, file = '']) => file);
  expect(files.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
  expect(Object.values(jobs).every((job) => job['timeout-minutes'] !== undefined)).toBe(true);
  // What somebody else wrote (a branch's name, a title) would be a command of the shell's.
  expect(lines).not.toMatch(/\$\{\{\s*github\.(head_ref|event|ref_name)/);
});

test('a release runs specs on the real Electron of all three systems', () => {
  const { jobs } = read('release.yml');
  const runs = (job: string): string => (jobs[job]?.steps ?? []).map(({ run = '' }) => run).join('\n');
  expect(runs('electron')).toContain('npm run e2e:electron');
  expect(runs('package')).toContain('npm run e2e:electron -- --grep @anywhere');
});
