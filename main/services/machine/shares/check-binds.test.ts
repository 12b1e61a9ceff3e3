import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindSources, checkBinds } from './check-binds';

let top: string;
const at = (...parts: string[]): string => path.join(top, ...parts);

beforeAll(() => {
  top = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-binds-')));
  for (const folder of ['home/project', 'home/.local/slipway', 'other', 'linked'])
    fs.mkdirSync(at(folder), { recursive: true });
  fs.writeFileSync(at('home/file'), '');
  fs.writeFileSync(at('other/file'), '');
  fs.symlinkSync(at('other'), at('home/way-out'));
  fs.symlinkSync(at('home/project'), at('home/way-in'));
  fs.symlinkSync(at('nowhere'), at('home/broken'));
  fs.symlinkSync(at('home/.local/slipway'), at('home/keys'));
  fs.symlinkSync(at('linked'), at('link'));
});
afterAll(() => fs.rmSync(top, { recursive: true, force: true }));

const check = async (source: string) => {
  const shares = [
    { path: at('home'), readOnly: false },
    { path: at('link'), readOnly: true },
  ];
  const [checked] = await checkBinds([source], shares, { platform: 'linux', dataDir: at('home/.local/slipway') });
  return checked;
};

describe('a bind source', () => {
  it('on a share is fine', async () => {
    for (const name of ['home', 'home/project', 'home/file', 'home/way-in', 'home/project/../file'])
      expect(await check(at(name))).toMatchObject({ verdict: 'ok', message: null, readOnly: false });
    expect(await check(at('home/project/'))).toMatchObject({ guestPath: at('home/project') });
    expect(await check(at('link'))).toMatchObject({ verdict: 'ok', readOnly: true });
  });

  it('that is not shared is told with the folder to add', async () => {
    expect(await check(at('other'))).toMatchObject({ verdict: 'not-shared', addShare: at('other') });
    const file = await check(at('other/file'));
    expect(file).toMatchObject({ verdict: 'not-shared', addShare: at('other') });
    expect(file?.message).toBe(
      `${at('other/file')} is not shared with the machine. Add ${at('other')} to the shared folders.`,
    );
    expect(await check('relative')).toMatchObject({ verdict: 'not-shared', addShare: null });
  });

  it('that cannot be shared says so', async () => {
    expect(await check('/boottle')).toMatchObject({ verdict: 'not-shared', addShare: '/boottle' });
    const keys = await check(at('home/.local/slipway/tls'));
    expect(keys).toMatchObject({ verdict: 'not-shared', addShare: null });
    expect(keys?.message).toContain('copy it');
  });

  it("that the guest has itself is the guest's", async () => {
    for (const source of ['/var/run/docker.sock', '/proc', '/etc/localtime', '/lib/modules'])
      expect(await check(source)).toMatchObject({ verdict: 'guest', message: null });
  });

  it('that is missing is told', async () => {
    expect(await check(at('home/nothing'))).toMatchObject({ verdict: 'missing' });
    expect(await check(at('home/broken'))).toMatchObject({ verdict: 'missing' });
  });

  it('whose links lead out of the shares is told', async () => {
    expect(await check(at('home/way-out'))).toMatchObject({
      verdict: 'leads-out',
      addShare: at('other'),
      message: expect.stringContaining(`is a link to ${at('other')}`) as string,
    });
    expect(await check(at('home/way-out/file'))).toMatchObject({ verdict: 'leads-out', addShare: at('other') });
    expect(await check(at('home/keys'))).toMatchObject({ verdict: 'leads-out', addShare: null });
  });

  it('of Windows is translated', async () => {
    const exists = (file: string) => Promise.resolve({ real: file, isFolder: true });
    const checked = await checkBinds(['C:\\Users\\ada\\x', 'D:/data'], [{ path: 'C:\\Users', readOnly: false }], {
      platform: 'win32',
      exists,
    });
    expect(checked).toMatchObject([
      { verdict: 'ok', guestPath: '/mnt/c/Users/ada/x' },
      { verdict: 'not-shared', guestPath: '/mnt/d/data', addShare: 'D:\\data' },
    ]);
  });
});

describe('binds', () => {
  it('are read without names of volumes', () => {
    expect(bindSources(['/a:/b', '/c d:/e:ro', 'data:/f', 'C:\\x:/g'], 'linux')).toEqual(['/a', '/c d']);
    expect(bindSources(['C:\\x y:/b', 'c:/z:/b:ro', '/a:/b', 'data:/f'], 'win32')).toEqual(['C:\\x y', 'c:/z', '/a']);
  });
});
