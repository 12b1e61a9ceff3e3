import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const builderRequire = createRequire(path.join(ROOT, 'node_modules/electron-builder/package.json'));

interface Validator {
  readonly validateConfiguration: (config: unknown, logger: { isEnabled: boolean; add(): void }) => Promise<void>;
}
const { validateConfiguration } = builderRequire('app-builder-lib/out/util/config/config.js') as Validator;
const { load } = builderRequire('js-yaml') as { readonly load: (text: string) => Record<string, unknown> };

const read = (): Record<string, unknown> => load(fs.readFileSync(path.join(ROOT, 'electron-builder.yml'), 'utf8'));
const validate = (config: unknown): Promise<void> =>
  validateConfiguration(config, { isEnabled: false, add: () => undefined });

test('electron-builder takes the configuration, and would notice a misspelt key', async () => {
  await validate(read());
  await expect(validate({ ...read(), asarr: true })).rejects.toThrow('asarr');
  await expect(validate({ ...read(), electronFuses: { runAsNod: false } })).rejects.toThrow('electronFuses');
});

test('the fuses are set', () => {
  expect(read().electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    enableCookieEncryption: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('only what was built is packaged, in one archive, and nothing is compiled', () => {
  expect(read()).toMatchObject({
    files: ['out/**', 'package.json', '!out/main/browser.js', '!node_modules', '!**/*.map'],
    asar: true,
    npmRebuild: false,
  });
});

test('each icon it names is there, as a PNG of 512 by 512', () => {
  const config = read() as Record<'mac' | 'win' | 'linux', { readonly icon: string }>;
  for (const { icon } of [config.mac, config.win, config.linux]) {
    const png = fs.readFileSync(path.join(ROOT, icon));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512]);
  }
});
