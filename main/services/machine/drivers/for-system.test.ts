import { expect, test } from 'vitest';
import { driverFor } from './for-system';

const named = (platform: NodeJS.Platform, chosen?: string): string | null =>
  driverFor({
    ...{ dir: '/nowhere/vm', homeDir: '/nowhere', platform, arch: 'amd64', log: () => undefined },
    env: { SLIPWAY_MACHINE_DRIVER: chosen },
  })?.name ?? null;

test('each system has its drivers, of which another can be chosen', () => {
  expect([named('linux'), named('darwin'), named('win32'), named('aix')]).toEqual(['qemu', 'qemu', 'qemu', null]);
  expect([named('darwin', 'vfkit'), named('win32', 'wsl2')]).toEqual(['vfkit', 'wsl2']);
  expect([named('linux', 'vfkit'), named('darwin', 'nonsense')]).toEqual(['qemu', 'qemu']);
});
