import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filesAmong, kindOfFile } from './files';

test.each([
  ['linux', '/home/me/compose.yaml'],
  ['linux', '/home/me/Über uns/docker-compose.YML'],
  ['linux', '/tmp/-o --engine=x.tar'],
  ['darwin', '/Users/me/image.tar.gz'],
  ['linux', '/tmp/a.tgz'],
  ['win32', String.raw`C:\Users\me\compose.yml`],
  ['win32', String.raw`\\wsl.localhost\Debian\home\me\compose.yml`],
  ['win32', 'd:/images/app.tar'],
] as const)('%s: %s is a file to open', (platform, file) => expect(filesAmong([file], platform)).toEqual([file]));

test.each([
  ['file:///home/me/my%20app/compose.yaml', '/home/me/my app/compose.yaml'],
  ['file://localhost/tmp/a.tar', '/tmp/a.tar'],
])("a file manager's address: %s", (arg, file) => expect(filesAmong([arg], 'linux')).toEqual([file]));

test.each([
  ['linux', 'compose.yaml'],
  ['linux', './compose.yaml'],
  ['linux', '../compose.yaml'],
  ['linux', '~/compose.yaml'],
  ['linux', '--data-dir=/tmp/x.tar'],
  ['linux', '-/compose.yaml'],
  ['linux', ' /home/me/compose.yaml'],
  ['linux', '/etc/passwd'],
  ['linux', '/home/me/compose.yaml.sh'],
  ['linux', '/home/me/yaml'],
  ['linux', '/home/me/compose.yaml\0.png'],
  ['linux', '/home/me/x\0.tar'],
  ['linux', `/${'a'.repeat(5000)}.tar`],
  ['linux', 'file://other-host/share/a.tar'],
  ['linux', 'file:///tmp/a%2Fb.tar'],
  ['linux', 'file:///tmp/a%00.tar'],
  ['linux', 'file:///tmp/a.tar?x'],
  ['linux', 'file:///tmp/a%ZZ.tar'],
  ['linux', 'https://example.test/compose.yaml'],
  ['linux', 'javascript:/a.yaml'],
  ['linux', String.raw`C:\Users\me\compose.yml`],
  ['win32', String.raw`\compose.yml`],
  ['win32', '/compose.yml'],
  ['win32', 'C:compose.yml'],
  ['win32', String.raw`\\.\pipe\x.tar`],
  ['win32', String.raw`\\?\C:\x.tar`],
  ['win32', String.raw`//./pipe/x.tar`],
] as const)('%s: %j is none', (platform, arg) => expect(filesAmong([arg], platform)).toEqual([]));

test('among arguments: every file, no option; beside a link none, so that no link brings one', () => {
  const args = [
    '/opt/slipway',
    '--original-process-start-time=1',
    '--',
    '/a/compose.yml',
    '/b/image.tar',
    '/c/notes.txt',
  ];
  expect(filesAmong(args, 'linux')).toEqual(['/a/compose.yml', '/b/image.tar']);
  expect(filesAmong(['--', 'slipway://engine', '/a/compose.yml'], 'linux')).toEqual([]);
  expect(filesAmong([String.raw`\\evil.test\share\x.tar`, 'SLIPWAY://engine'], 'win32')).toEqual([]);
});

test('500 odd arguments: whole paths with such a name, or nothing, and never a throw', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '/',
      '\\',
      '..',
      'C:',
      '\\\\',
      '//',
      'file:',
      '%00',
      '%2f',
      '-',
      '--',
      '.tar',
      '.yaml',
      '\0',
      '\u202e',
    ),
  );
  const arg = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(arg, fc.constantFrom('linux', 'darwin', 'win32'), (text, platform) => {
      for (const file of filesAmong([text, `${text}.tar`, `/${text}.yml`], platform)) {
        expect(file).toMatch(platform === 'win32' ? /^[a-z]:[\\/]|^\\\\[^\\/?.]/i : /^\//);
        expect(kindOfFile(file)).not.toBeNull();
        expect(file).not.toContain('\0');
      }
    }),
    { numRuns: 500 },
  );
}, 120_000);
