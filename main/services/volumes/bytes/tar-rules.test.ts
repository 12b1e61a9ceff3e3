import fc from 'fast-check';
import path from 'node:path/posix';
import { expect, test } from 'vitest';
import type { TarHeader } from '../../helpers/tar/header';
import { createTarRules } from './tar-rules';

const header = (name: string, type: TarHeader['type'] = 'file', target = ''): TarHeader => ({
  ...{ name, odd: false, type, size: 0, realSize: 0, mode: 0, uid: 0, gid: 0, mtime: 0, target, xattrs: new Map() },
});
const told = (...headers: readonly TarHeader[]): readonly (string | null)[] => headers.map(createTarRules());

test('what lies within may pass', () => {
  const good = [
    header('./', 'dir'),
    header('./a/b/', 'dir'),
    header('./a/b/link', 'symlink', '../../c'),
    header('./a/absolute', 'symlink', '/etc/passwd'),
    header('./hard', 'link', './a/b/link'),
    header('..a/...'),
    header('./pipe', 'fifo'),
  ];
  expect(told(...good)).toEqual(good.map(() => null));
});

test.each([
  [header('/etc/passwd')],
  [header('../x')],
  [header('a/../../x')],
  [header('a/b/up', 'symlink', '../../../x')],
  [header('hard', 'link', '/etc/shadow')],
  [header('hard', 'link', '../x')],
  [header('odd', 'other')],
  [header('.', 'symlink', '/etc')],
])('%j is refused', (bad) => {
  expect(told(bad)[0]).not.toBeNull();
});

test('nothing is written through a link of the archive', () => {
  const [, below] = told(header('./dir', 'symlink', '/etc'), header('dir/passwd'));
  expect(below).toContain('behind the link');
  const [, , after] = told(header('dir', 'symlink', '/etc'), header('dir', 'dir'), header('dir/passwd'));
  expect(after).toBeNull();
  const [, hard] = told(header('dir', 'symlink', '/etc'), header('x', 'link', 'dir/shadow'));
  expect(hard).not.toBeNull();
});

test('whatever passes stays within', () => {
  const part = fc.constantFrom('a', 'b', '.', '..', '', 'c');
  const name = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(name, name, (place, target) => {
      const [problem] = told(header(place, 'symlink', target));
      if (problem !== null || target.startsWith('/')) return;
      const end = path.join('/root/', path.dirname(place), target);
      expect(`${end}/`.startsWith('/root/')).toBe(true);
    }),
  );
});
