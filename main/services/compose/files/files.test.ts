import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkPlace } from '../check/check';
import { TEMPLATES } from '../templates/templates';
import { createFiles } from './create';
import { findCompose } from './find';
import { formatText } from './format';
import { openFile, saveFile } from './open';
import { watchHashes } from './watch';

let folder: string;
beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-compose-files-')));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const at = (...names: readonly string[]): string => path.join(folder, ...names);
const reader = { env: {}, homeDir: '/home/me', platform: 'linux', seesFolders: () => true } as const;

it('saves over what was read, keeps its mode and its link, and never over what somebody else wrote', async () => {
  fs.writeFileSync(at('real.yaml'), 'a: 1\n', { mode: 0o640 });
  fs.symlinkSync(at('real.yaml'), at('compose.yaml'));
  const opened = await openFile(at('compose.yaml'));
  const saved = await saveFile({ ...opened, text: 'a: 2\n' });
  expect(fs.readFileSync(at('real.yaml'), 'utf8')).toBe('a: 2\n');
  expect(fs.lstatSync(at('compose.yaml')).isSymbolicLink()).toBe(true);
  expect(fs.statSync(at('real.yaml')).mode & 0o777).toBe(0o640);
  await expect(saveFile({ ...opened, text: 'a: 3\n' })).rejects.toMatchObject({ fault: 'changed' });
  expect((await openFile(at('compose.yaml'))).sha256).toBe(saved.sha256);
  await expect(saveFile({ ...opened, sha256: null })).rejects.toMatchObject({ fault: 'exists' });
  expect(fs.readdirSync(folder).sort()).toEqual(['compose.yaml', 'real.yaml']);
});

it('names what cannot be opened or written', async () => {
  fs.writeFileSync(at('bytes.yaml'), Buffer.from([0xff, 0xfe, 0x00]));
  await expect(openFile(at('bytes.yaml'))).rejects.toMatchObject({ fault: 'not-text' });
  await expect(openFile(at('gone.yaml'))).rejects.toMatchObject({ fault: 'not-found' });
  await expect(openFile('gone.yaml')).rejects.toMatchObject({ fault: 'bad-path' });
  const save = (name: string) => saveFile({ path: at(name), text: 'x', sha256: null });
  await expect(save('script.sh')).rejects.toMatchObject({ fault: 'not-written' });
  await expect(save('no/such/compose.yaml')).rejects.toMatchObject({ fault: 'not-written' });
  await save('.env');
  expect(fs.readFileSync(at('.env'), 'utf8')).toBe('x');
});

it('tells of changes, of a file that comes, and of one that goes', async () => {
  fs.writeFileSync(at('a.yaml'), '1');
  const ending = new AbortController();
  const items = watchHashes([at('a.yaml'), at('sub', 'b.yaml')], ending.signal);
  const next = async (): Promise<boolean[]> => {
    const item = await items.next();
    if (item.done === true) throw new Error('it ended');
    return item.value.files.map(({ sha256 }) => sha256 !== null);
  };
  expect(await next()).toEqual([true, false]);
  const coming = next();
  fs.mkdirSync(at('sub'));
  fs.writeFileSync(at('sub', 'b.yaml'), '2');
  expect(await coming).toEqual([true, true]);
  const going = next();
  fs.rmSync(at('a.yaml'));
  expect(await going).toEqual([false, true]);
  const last = items.next();
  ending.abort();
  expect((await last).done).toBe(true);
});

it('formats without changing what is said, comments kept', () => {
  const text =
    '# first\nservices:\n    web:   {image: "x:1", ports: ["80:80"]}  # why\n    db:\n        image: y\n        mode: 0755\n        empty:\n        <<: &a {k: yes}\n        tags: !reset []\n';
  const formatted = formatText(text);
  expect(formatted).toContain('# first\nservices:\n  web:');
  expect(formatted).toContain('# why');
  expect(formatted).toContain('image: "x:1"');
  expect(formatted).toContain('mode: 0755');
  expect(formatted).toContain('tags: !reset []');
  expect(formatText(formatted)).toBe(formatted);
  expect(() => formatText('a: b: c\n')).toThrow('Line 1');
});

it('finds compose files in a folder of Git, each with what compose takes beside it', async () => {
  const put = (name: string, text = 'services: {web: {image: x}}\n'): void => {
    fs.mkdirSync(path.dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), text);
  };
  for (const name of ['compose.yaml', 'compose.override.yaml', 'compose.prod.yaml', 'apps/one/docker-compose.yml'])
    put(name);
  put('node_modules/x/compose.yaml');
  put('apps/bad/compose.yml', 'a: b: c\n');
  put('other.yaml');
  execFileSync('git', ['init', '-q', '-b', 'trunk', folder]);
  const found = await findCompose(reader, folder);
  expect(found).toMatchObject({ folder, gitRoot: folder, branch: 'trunk' });
  expect(found.candidates.map(({ place, services }) => [place.folder, place.files, services])).toEqual([
    [folder, [], ['web']],
    [folder, [at('compose.prod.yaml')], ['web']],
    [at('apps/bad'), [], []],
    [at('apps/one'), [], ['web']],
  ]);
  expect(found.candidates[2]?.problem).toContain('compose.yml line 1');
  const one = await findCompose(reader, at('other.yaml'));
  expect(one.candidates.map(({ place }) => place.files)).toEqual([[at('other.yaml')]]);
});

it.each(TEMPLATES.map((template) => [template.id, template] as const))(
  'writes the template %s, which has no problem',
  async (_id, { files }) => {
    const made = await createFiles({ folder: at('new'), files });
    expect(made.files.map((file) => path.relative(made.folder, file))).toEqual(files.map(({ path: file }) => file));
    const place = { name: '', folder: made.folder, files: [], envFiles: [], profiles: [] };
    const { problems } = await checkPlace(reader, place, new Map(), new AbortController().signal);
    expect(problems).toEqual([]);
    await expect(createFiles({ folder: at('new'), files })).rejects.toMatchObject({ fault: 'exists' });
  },
);

it.each(['../x', '/x', 'a/../../x', 'C:\\x', 'a\\..\\..\\x', '.git/hooks/x', ''])(
  'writes nothing outside of the folder: %j',
  async (name) => {
    const wish = {
      folder: at('new'),
      files: [
        { path: 'ok.yaml', text: '' },
        { path: name, text: '' },
      ],
    };
    await expect(createFiles(wish)).rejects.toMatchObject({ fault: 'bad-path' });
    expect(fs.existsSync(at('new'))).toBe(false);
  },
);

it('does not follow a link out of the folder', async () => {
  fs.mkdirSync(at('new'));
  fs.mkdirSync(at('outside'));
  fs.symlinkSync(at('outside'), at('new', 'link'));
  const wish = {
    folder: at('new'),
    files: [
      { path: 'a.yaml', text: '' },
      { path: 'link/b.yaml', text: '' },
    ],
  };
  await expect(createFiles(wish)).rejects.toMatchObject({ fault: 'bad-path' });
  expect(fs.readdirSync(at('outside'))).toEqual([]);
  expect(fs.readdirSync(at('new'))).toEqual(['link']);
});
