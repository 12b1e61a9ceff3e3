import { describe, expect, it } from 'vitest';
import { DriverError } from '../../driver';
import { wslArguments, wslGuestPath } from './arguments';
import { parseList, parseVersion, plain } from './text';
import { parseWslConfig, reachesLocalhost } from './wsl-config';

const LIST = [
  '  NAME          STATE           VERSION',
  '* Ubuntu        Running         2',
  '  slipway       Stopped         2',
  '  My Linux      Converting      1',
  '',
].join('\r\n');
const entries = [
  { name: 'Ubuntu', state: 'Running', version: 2 },
  { name: 'slipway', state: 'Stopped', version: 2 },
  { name: 'My Linux', state: 'Converting', version: 1 },
];

describe('what wsl.exe says', () => {
  it('is the same in UTF-8 and in UTF-16 read as UTF-8', () => {
    expect(parseList(LIST)).toEqual(entries);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(LIST, 'utf16le')]).toString('utf8');
    expect(parseList(utf16)).toEqual(entries);
    expect(plain(Buffer.from('a\r\n', 'utf16le').toString('utf8'))).toBe('a\n');
  });

  it.each([
    ['WSL version: 2.5.7.0\nKernel version: 6.6.87.1-1', '2.5.7'],
    ['WSL-Version: 1.2.5.0', '1.2.5'],
    ['', null],
  ])('has its version in %j', (text, version) => {
    expect(parseVersion(text)).toBe(version);
  });
});

describe('wslGuestPath', () => {
  it.each([
    ['C:\\Users\\a b\\x', '/mnt/c/Users/a b/x'],
    ['d:/data', '/mnt/d/data'],
    ['C:\\', '/mnt/c'],
  ])('sees %s at %s', (windows, guest) => {
    expect(wslGuestPath(windows)).toBe(guest);
  });

  it.each(['\\\\server\\share', 'relative\\x', '/home/a', 'C:x'])('refuses %s', (windows) => {
    expect(() => wslGuestPath(windows)).toThrow(DriverError);
  });
});

describe('parseWslConfig', () => {
  it.each([
    ['', true],
    ['[wsl2]\nlocalhostForwarding=true', true],
    ['[wsl2]\nLocalhostForwarding = False', false],
    ['[other]\nlocalhostForwarding=false', true],
    ['[wsl2]\n#localhostForwarding=false', true],
    ['[wsl2]\nnetworkingMode=none', false],
    ['[experimental]\nnetworkingMode=mirrored\n[wsl2]\nlocalhostForwarding=false', true],
  ])('%j reaches localhost: %s', (text, reaches) => {
    expect(reachesLocalhost(parseWslConfig(text))).toBe(reaches);
  });
});

it('rounds sizes up to whole MiB', () => {
  expect(wslArguments.resize('slipway', 1024 * 1024 + 1)).toEqual(['--manage', 'slipway', '--resize', '2MB']);
});
