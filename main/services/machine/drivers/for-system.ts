import path from 'node:path';
import { openPipe } from '../../process/pipe';
import type { Driver, DriverName, GuestArch } from '../driver';
import { createQemuDriver } from './qemu/qemu';
import { createVfkitDriver } from './vfkit/vfkit';
import { createWsl2Driver } from './wsl2/wsl2';

export interface DriverPlace {
  /** The driver's own folder. */
  readonly dir: string;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly arch: GuestArch;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: (line: string) => void;
}

/** The first is the one in use; another is chosen by `SLIPWAY_MACHINE_DRIVER`, until it was run on the real thing. */
const DRIVERS: Readonly<Partial<Record<NodeJS.Platform, readonly DriverName[]>>> = {
  linux: ['qemu'],
  darwin: ['qemu', 'vfkit'],
  win32: ['qemu', 'wsl2'],
};

/** Null: Slipway has no machine for this system. A driver that is not for this system is as none named. */
export function driverFor(place: DriverPlace): Driver | null {
  const there = DRIVERS[place.platform] ?? [];
  const name = there.find((each) => each === place.env.SLIPWAY_MACHINE_DRIVER) ?? there[0];
  if (name === undefined) return null;
  const { dir, homeDir } = place;
  switch (name) {
    case 'qemu':
      return createQemuDriver(place);
    case 'vfkit':
      return createVfkitDriver({ dir, socketDir: path.posix.join(homeDir, '.slipway') });
    case 'wsl2':
      return createWsl2Driver({ dir, openPipe, wslConfig: path.win32.join(homeDir, '.wslconfig') });
  }
}
