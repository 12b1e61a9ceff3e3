import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lookIntoFolder, suggestedTag } from './find';
import { readDockerfile } from './read';
import { saveText } from './save';

let folder: string;
const at = (name: string): string => path.join(folder, name);
const plant = (name: string, text: string | Buffer = 'FROM scratch\n'): void => {
  fs.mkdirSync(path.dirname(at(name)), { recursive: true });
  fs.writeFileSync(at(name), text);
};
const read = (name: string, classic = false) => readDockerfile({ path: at(name), folder, classic });

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-dockerfile-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

it('finds what may be a Dockerfile, the most likely first', async () => {
  const names = ['Dockerfile', 'Containerfile', 'Dockerfile.dev', 'web.Dockerfile', 'api/Dockerfile', 'api/notes.txt'];
  for (const name of [...names, 'Dockerfile.dockerignore', 'node_modules/Dockerfile', 'a/b/Dockerfile', 'Dockerfiles'])
    plant(name);
  fs.mkdirSync(at('dockerfile'));
  const found = await lookIntoFolder(folder);
  expect(found.dockerfiles.map((file) => path.relative(folder, file))).toEqual(names.slice(0, -1));
  await expect(lookIntoFolder(at('nowhere'))).rejects.toMatchObject({ fault: 'no-folder' });
  await expect(lookIntoFolder('relative')).rejects.toMatchObject({ fault: 'bad-folder' });
  expect(['/a/My App_2', '/x/---', '/'].map(suggestedTag)).toEqual(['my-app-2', 'image', 'image']);
});

it('reads stages, arguments and the ignore file that counts', async () => {
  plant('Dockerfile', '\uFEFFARG V=1.2 W\nFROM a:$V AS Build\nARG V\nARG X="y z"\nFROM build\n');
  plant('.dockerignore', 'x\n');
  plant('Dockerfile.dockerignore', 'y\n');
  expect(await read('Dockerfile')).toMatchObject({
    stages: [
      { name: 'Build', index: 0, base: 'a:$V', line: 2 },
      { name: '', index: 1, base: 'build', line: 5 },
    ],
    args: [
      { name: 'V', value: '1.2' },
      { name: 'W', value: null },
      { name: 'X', value: 'y z' },
    ],
    ignoreFile: at('Dockerfile.dockerignore'),
  });
  expect((await read('Dockerfile', true)).ignoreFile).toBe(at('.dockerignore'));
  plant('binary', Buffer.from([70, 0, 255]));
  await expect(read('binary')).rejects.toMatchObject({ fault: 'not-text' });
  await expect(read('missing')).rejects.toMatchObject({ fault: 'no-dockerfile' });
});

it('saves whole, keeps mode and link, and never over what somebody else wrote', async () => {
  plant('real/Dockerfile', 'FROM a\n');
  fs.chmodSync(at('real/Dockerfile'), 0o640);
  fs.symlinkSync('real/Dockerfile', at('Dockerfile'));
  const { sha256 } = await read('Dockerfile');
  await saveText({ path: at('Dockerfile'), text: 'FROM b\n', sha256 });
  expect(fs.readFileSync(at('real/Dockerfile'), 'utf8')).toBe('FROM b\n');
  expect(fs.statSync(at('real/Dockerfile')).mode & 0o777).toBe(0o640);
  expect(fs.lstatSync(at('Dockerfile')).isSymbolicLink()).toBe(true);
  await expect(saveText({ path: at('Dockerfile'), text: 'FROM c\n', sha256 })).rejects.toMatchObject({
    fault: 'changed',
  });
  await expect(saveText({ path: at('Dockerfile'), text: 'x', sha256: null })).rejects.toMatchObject({
    fault: 'changed',
  });
  await saveText({ path: at('.dockerignore'), text: 'x\n', sha256: null });
  await expect(saveText({ path: at('other.txt'), text: 'x', sha256: null })).rejects.toMatchObject({
    fault: 'not-written',
  });
  await expect(saveText({ path: at('no/Dockerfile'), text: 'x', sha256: null })).rejects.toMatchObject({
    fault: 'not-written',
  });
  expect(fs.readFileSync(at('real/Dockerfile'), 'utf8')).toBe('FROM b\n');
  expect(fs.existsSync(at('other.txt'))).toBe(false);
});
