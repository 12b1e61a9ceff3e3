import fs from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../../process/run';
import { ProcessError } from '../../../process/process-error';
import { DriverError, type GuestArch } from '../../driver';
import { installCommand } from './install';
import { say } from '../../../../../texts/say';

export interface Program {
  readonly path: string;
  /** `7.2.22`. */
  readonly version: string;
}

export interface Where {
  readonly platform: NodeJS.Platform;
  /** Of the guest. */
  readonly arch: GuestArch;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Instead of a search. */
  readonly qemuPath?: string | undefined;
}

const NAMES = { amd64: 'qemu-system-x86_64', arm64: 'qemu-system-aarch64' } as const;
/** Where installers put it without telling PATH; an app started from a dock has the system's PATH only. */
const MORE_FOLDERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'],
  win32: ['C:\\Program Files\\qemu'],
};
/** Not in a bin folder on Red Hat's systems. */
const RED_HAT = '/usr/libexec/qemu-kvm';

/** 6.2: hvf on Apple silicon, `-accel` and `-blockdev` as we spell them. */
const OLDEST = [6, 2] as const;
const VERSION_MS = 10_000;

const isProgram = (file: string): Promise<boolean> =>
  fs.access(file, fs.constants.X_OK).then(
    () => true,
    () => false,
  );

async function find({ platform, arch, env, qemuPath }: Where): Promise<string | null> {
  if (qemuPath !== undefined) return (await isProgram(qemuPath)) ? qemuPath : null;
  const windows = platform === 'win32';
  const folders = (env.PATH ?? env.Path ?? '').split(windows ? ';' : ':').filter((folder) => path.isAbsolute(folder));
  const name = windows ? `${NAMES[arch]}.exe` : NAMES[arch];
  const files = [...folders, ...(MORE_FOLDERS[platform] ?? [])].map((folder) => path.join(folder, name));
  for (const file of platform === 'linux' ? [...files, RED_HAT] : files) if (await isProgram(file)) return file;
  return null;
}

const fixFor = async ({ platform, arch }: Where): Promise<string | null> =>
  installCommand({
    ...{ platform, arch, isRoot: process.getuid?.() === 0 },
    osRelease: await fs.readFile('/etc/os-release', 'utf8').catch(() => ''),
  });

async function missing(where: Where): Promise<DriverError> {
  const fix = await fixFor(where);
  const what = where.qemuPath ?? NAMES[where.arch];
  const then = fix === null ? say('Install it with your system’s package manager.') : say('Install it: {fix}', { fix });
  return new DriverError('not-installed', say('QEMU ({what}) is not installed. {then}', { what, then }), fix);
}

export const parseVersion = (text: string): string | null => /version (\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1] ?? null;

export const isTooOld = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
};

const says = async (file: string): Promise<string> => {
  try {
    const { stdout, stderr } = await run(file, ['--version'], { timeoutMs: VERSION_MS });
    return stdout === '' ? stderr : stdout;
  } catch (error) {
    if (error instanceof ProcessError) return error.message;
    throw error;
  }
};

/** QEMU for this guest, and its version. Throws `not-installed` with what installs it, `unsupported` when it is too old. */
export async function findProgram(where: Where): Promise<Program> {
  const file = await find(where);
  if (file === null) throw await missing(where);
  const said = await says(file);
  const version = parseVersion(said);
  if (version === null) {
    throw new DriverError(
      'failed',
      say('{file} does not tell its version, so it is no working QEMU.', { file }),
      null,
      said,
    );
  }
  if (isTooOld(version)) {
    const oldest = OLDEST.join('.');
    const message = say('QEMU {version} is too old: Slipway needs {oldest} or newer.', { version, oldest });
    throw new DriverError('unsupported', message, await fixFor(where), said);
  }
  return { path: file, version };
}
