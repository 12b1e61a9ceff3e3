import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FUSES } from '../scripts/package/check-package.mjs';

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

test('only what was built is packaged, in one archive, nothing is compiled, and the package is looked at', () => {
  expect(read()).toMatchObject({
    files: expect.arrayContaining(['out/main/**', '!out/main/cli.js', '!node_modules', '!**/*.map']) as unknown,
    ...{ asar: true, npmRebuild: false, afterPack: 'scripts/package/after-pack.cjs' },
  });
});

test('the fuses that the package is checked for are those that are set', () => {
  const { electronFuses: set } = read() as { readonly electronFuses: Readonly<Record<string, boolean>> };
  expect(FUSES).toEqual({
    runAsNode: set.runAsNode,
    cookieEncryption: set.enableCookieEncryption,
    nodeOptions: set.enableNodeOptionsEnvironmentVariable,
    nodeCliInspect: set.enableNodeCliInspectArguments,
    asarIntegrity: set.enableEmbeddedAsarIntegrityValidation,
    onlyAsar: set.onlyLoadAppFromAsar,
    fileProtocolPrivileges: set.grantFileProtocolExtraPrivileges,
  });
});

test('each system has its targets, for both processors; links are the only thing taken over, files are offered to be opened', () => {
  const config = read() as Record<
    'mac' | 'win' | 'linux',
    { readonly target: readonly { target: string; arch: string[] }[] }
  >;
  const targets = (['mac', 'win', 'linux'] as const).flatMap((os) =>
    config[os].target.map(({ target, arch }) => `${os} ${target} ${[...arch].sort().join()}`),
  );
  expect(targets).toEqual([
    ...['mac dmg arm64,x64', 'mac zip arm64,x64', 'win nsis arm64,x64'],
    ...['linux AppImage arm64,x64', 'linux deb arm64,x64', 'linux rpm arm64,x64'],
  ]);
  expect(read()).toMatchObject({ protocols: [{ schemes: ['slipway'] }], mac: { hardenedRuntime: true } });
  // For all systems, or on Windows, the packager would make it the default.
  expect(read()).not.toHaveProperty('fileAssociations');
  expect(config.win).not.toHaveProperty('fileAssociations');
  expect(config.mac).toMatchObject({
    fileAssociations: [
      { ext: ['yml', 'yaml'], role: 'Viewer', rank: 'Alternate' },
      { ext: ['tar', 'tgz'], role: 'Viewer', rank: 'Alternate' },
    ],
  });
  expect(config.linux).toMatchObject({
    mimeTypes: expect.arrayContaining(['application/yaml', 'application/x-tar']) as unknown,
  });
});

test('the installer of Windows writes no default of an extension, and nothing of a link or a file is an option', () => {
  const script = fs.readFileSync(path.join(ROOT, 'assets/installer/slipway.nsh'), 'utf8');
  expect(script).not.toMatch(/Write\w+ \w+ "Software\\Classes\\\.[^"\\]*"/);
  const commands = script.split('\n').filter((line) => line.includes('shell\\open\\command'));
  expect(commands).toHaveLength(2);
  for (const command of commands) expect(command).toMatch(/" "--" "%1"'$/);
  for (const extension of ['yml', 'yaml', 'tar', 'tgz'])
    for (const macro of ['slipwayOffers', 'slipwayWithdraws'])
      expect(script).toContain(`!insertmacro ${macro} "${extension}" `);
});

/** All texts anywhere in the configuration. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

test('each file it names is there', () => {
  const named = textsIn(read())
    .map((text) => text.split('=')[0] ?? '')
    .filter((text) => /^(assets|scripts)\/[\w./-]+$/.test(text));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
  for (const os of ['mac', 'win', 'linux']) expect(fs.existsSync(path.join(ROOT, 'assets/bin', os))).toBe(true);
});
