import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Share } from '../driver';
import { defaultShares, isShared, normalizeShares, shareOf } from './normalize';
import { isWithin, tidyPath, toGuestPath, toHostPath } from './share-paths';

const rw = (path: string): Share => ({ path, readOnly: false });
const ro = (path: string): Share => ({ path, readOnly: true });

describe('the default', () => {
  it("is the user's home, where that is a folder one can share", () => {
    expect(defaultShares('/home/ada/', 'linux')).toEqual([rw('/home/ada')]);
    expect(defaultShares('/Users/ada', 'darwin')).toEqual([rw('/Users/ada')]);
    expect(defaultShares('C:\\Users\\ada', 'win32')).toEqual([rw('C:\\Users\\ada')]);
    for (const none of ['/', '', 'home', '/etc', '/nonexistent/../']) expect(defaultShares(none, 'linux')).toEqual([]);
  });
});

describe('normalized shares', () => {
  it('are tidy, once each, parents first', () => {
    const shares = [rw('/srv/a/b/../c//'), ro('/home/ada/x'), rw('/home/ada'), rw('/srv/a/c'), rw('/home/ada/y')];
    expect(normalizeShares(shares, 'linux')).toEqual([rw('/srv/a/c'), rw('/home/ada'), ro('/home/ada/x')]);
  });

  it('are read-only where any of two equal ones is', () => {
    expect(normalizeShares([rw('/srv'), ro('/srv/')], 'linux')).toEqual([ro('/srv')]);
    expect(normalizeShares([ro('C:\\X'), rw('c:\\x\\')], 'win32')).toEqual([ro('c:\\x')]);
  });

  it('keep one in another where it differs from what is around it', () => {
    const nested = [rw('/a/b/c/d'), ro('/a/b/c'), rw('/a/b'), ro('/a'), rw('/ab')];
    expect(normalizeShares(nested, 'linux')).toEqual([ro('/a'), rw('/ab'), rw('/a/b'), ro('/a/b/c'), rw('/a/b/c/d')]);
  });

  it.each([
    '/',
    '/proc',
    '/sys/fs',
    '/dev',
    '/etc',
    '/usr/local',
    '/var/lib/docker',
    '/var',
    '/var/lib',
    '/run/docker',
  ])('refuse %s, and say why', (path) => {
    const refused = { name: 'ShareError', kind: 'refused', path, message: expect.stringContaining(path) as string };
    expect(() => normalizeShares([rw(path)], 'linux')).toThrow(expect.objectContaining(refused));
  });

  it("refuse Slipway's own folder, what is no path, and too many", () => {
    const dataDir = '/home/ada/.local/share/slipway';
    const kind = (shares: readonly Share[], platform: NodeJS.Platform = 'linux') => {
      try {
        return normalizeShares(shares, platform, dataDir).length;
      } catch (error) {
        return (error as { kind: string }).kind;
      }
    };
    expect(kind([rw(`${dataDir}/machine`)])).toBe('refused');
    expect(kind([rw('/home/ada')])).toBe(1);
    expect(kind([rw('/run/media/ada/stick'), rw('/etcetera'), rw('/tmp')])).toBe(3);
    for (const path of ['x', '', './x', '/a\0b']) expect(kind([rw(path)])).toBe('not-absolute');
    for (const path of ['\\\\server\\x', '/x', 'C:x']) expect(kind([rw(path)], 'win32')).toBe('not-absolute');
    expect(kind([rw('C:\\')], 'win32')).toBe('refused');
    expect(kind(Array.from({ length: 33 }, (_, index) => rw(`/srv/${index}`)))).toBe('too-many');
  });

  it('say the same of each path as before, and once normalized are left as they are', () => {
    const folder = fc
      .array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 4 })
      .map((parts) => `/${parts.join('/')}`);
    const share = fc.record({ path: folder, readOnly: fc.boolean() });
    fc.assert(
      fc.property(fc.uniqueArray(share, { selector: ({ path }) => path }), folder, (shares, file) => {
        const normal = normalizeShares(shares, 'linux');
        expect(shareOf(file, normal, 'linux')?.readOnly).toBe(shareOf(file, shares, 'linux')?.readOnly);
        expect(normalizeShares(normal, 'linux')).toEqual(normal);
        normal.forEach((outer, index) =>
          expect(normal.slice(0, index).some((inner) => isWithin(inner.path, outer.path, 'linux'))).toBe(false),
        );
      }),
    );
  });
});

describe('paths', () => {
  it('are on a share only as whole names', () => {
    const shares = [rw('/home/ada')];
    expect(['/home/ada', '/home/ada/x', '/home/ada/../ada/y'].every((path) => isShared(path, shares, 'linux'))).toBe(
      true,
    );
    expect(['/home/adam', '/home', '/home/ada/../bob', 'x'].some((path) => isShared(path, shares, 'linux'))).toBe(
      false,
    );
    expect(isShared('c:\\users\\ADA\\x', [rw('C:\\Users\\ada')], 'win32')).toBe(true);
    expect(isShared('c:\\users\\adam', [rw('C:\\Users\\ada')], 'win32')).toBe(false);
  });

  it('of Windows are seen under /mnt, and back', () => {
    expect(toGuestPath('C:\\x\\y z', 'win32')).toBe('/mnt/c/x/y z');
    expect(toGuestPath('c:/x', 'win32')).toBe('/mnt/c/x');
    expect(toGuestPath('D:\\', 'win32')).toBe('/mnt/d');
    expect(toGuestPath('/home/x', 'linux')).toBe('/home/x');
    expect(toHostPath('/mnt/c/x/y z', 'win32')).toBe('C:\\x\\y z');
    expect(toHostPath('/mnt/cdrom/x', 'win32')).toBeNull();
    expect(toHostPath('/var/lib', 'win32')).toBeNull();
    const name = fc.string({ minLength: 1 }).filter((text) => !/[\\/\0]/.test(text) && !/^\.+$/.test(text));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (names) => {
        const path = tidyPath(`C:\\${names.join('\\')}`, 'win32') ?? '';
        expect(toHostPath(toGuestPath(path, 'win32'), 'win32')).toBe(path);
      }),
    );
  });
});
