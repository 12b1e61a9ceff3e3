import { DriverError } from '../../driver';

export const DISTRIBUTION = 'slipway';

/** What the image brings for WSL; all run as root. */
export const GUEST_PROGRAMS = {
  /** `<config tar>`: starts the engine and stays: WSL ends a distribution that nobody has a session in. */
  init: '/usr/lib/slipway/wsl-init',
  /** Ends containers and engine in good order, then returns. */
  stop: '/usr/lib/slipway/wsl-stop',
  /** `<tar>`: replaces the system by the tar's, all but the user's data; only while the engine is stopped. */
  update: '/usr/lib/slipway/wsl-update',
  /** Speaks the agent's lines over its standard input and output. */
  agent: '/usr/lib/slipway/agent',
} as const;

const MIB = 1024 * 1024;

/** A file that WSL leaves alone when it is asked to import where one is. */
export const DISK_FILE = 'ext4.vhdx';

/**
 * wsl.exe's command lines (learn.microsoft.com, "Basic commands for WSL", and `wsl --help` of WSL 2.5). Nothing here stops
 * WSL as a whole: other distributions run in it.
 */
export const wslArguments = {
  version: ['--version'],
  status: ['--status'],
  list: ['--list', '--verbose'],
  names: ['--list', '--quiet'],
  import: (name: string, folder: string, tar: string) => ['--import', name, folder, tar, '--version', '2'],
  /** Takes a disk that is still there for a distribution again. */
  importInPlace: (name: string, disk: string) => ['--import-in-place', name, disk],
  terminate: (name: string) => ['--terminate', name],
  unregister: (name: string) => ['--unregister', name],
  resize: (name: string, bytes: number) => ['--manage', name, '--resize', `${String(Math.ceil(bytes / MIB))}MB`],
  sparse: (name: string) => ['--manage', name, '--set-sparse', 'true'],
  exec: (name: string, program: string, args: readonly string[] = []) => [
    ...['--distribution', name, '--user', 'root', '--cd', '/', '--exec'],
    program,
    ...args,
  ],
} as const satisfies Record<string, readonly string[] | ((...args: never[]) => readonly string[])>;

const DRIVE_PATH = /^([A-Za-z]):[\\/](.*)$/s;

/**
 * Where a folder of Windows is seen in the guest: `C:\Users\a` is `/mnt/c/Users/a` (the image leaves `automount.root` as it
 * is). Throws DriverError `unsupported` for what is on no drive: network folders, relative paths.
 */
export function wslGuestPath(windowsPath: string): string {
  const [, drive, rest] = DRIVE_PATH.exec(windowsPath) ?? [];
  if (drive === undefined || rest === undefined) {
    throw new DriverError('unsupported', `${windowsPath} is on no drive of this computer, and WSL shares only drives.`);
  }
  const folders = rest.split(/[\\/]+/).filter((part) => part !== '');
  return ['/mnt', drive.toLowerCase(), ...folders].join('/');
}
