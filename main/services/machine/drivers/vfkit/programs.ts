import { ProcessError } from '../../../process/process-error';
import { run } from '../../../process/run';
import { DriverError } from '../../driver';
import { missing, tooOld } from './failure';

/** Both answer at once; a minute-long pause is macOS checking a new program, and rare. */
const VERSION_MS = 20_000;
/** The first with read-only disks. */
const OLDEST_VFKIT = '0.6.0';
/** The first that can leave port 2222 alone. */
const OLDEST_GVPROXY = '0.8.0';

/** Where Homebrew and podman's own installer put them; an application started from the Dock has a PATH without these. */
const HOMEBREW = ['/opt/homebrew/bin', '/usr/local/bin'];
const PODMAN = ['/opt/homebrew/opt/podman/libexec/podman', '/usr/local/opt/podman/libexec/podman', '/opt/podman/bin'];

export interface Programs {
  readonly vfkit: string;
  readonly gvproxy: string;
}

/** Names or paths, tried in turn. */
export interface Candidates {
  readonly vfkit: readonly string[];
  readonly gvproxy: readonly string[];
}

const inAll = (name: string): readonly string[] => [
  name,
  ...[...HOMEBREW, ...PODMAN].map((folder) => `${folder}/${name}`),
];
export const usualPrograms: Candidates = { vfkit: inAll('vfkit'), gvproxy: inAll('gvproxy') };

const numbers = (version: string): readonly number[] => version.split('.').map(Number);

/** Whether `version` is `oldest` or newer; both like `0.6.1`. */
export function isAtLeast(version: string, oldest: string): boolean {
  const floor = numbers(oldest);
  const differs = numbers(version).findIndex((number, at) => number !== floor[at]);
  return differs === -1 || (numbers(version)[differs] ?? 0) > (floor[differs] ?? 0);
}

/** Both programs, as found. Throws DriverError: `not-installed`, `unsupported` when too old, `failed`, `timeout`. */
export async function findPrograms(candidates: Candidates): Promise<Programs> {
  const find = async (name: keyof Candidates, oldest: string): Promise<string> => {
    for (const program of candidates[name]) {
      const words = await versionOf(program);
      if (words === null) continue;
      // One built by hand says no number: it is taken at its word.
      const version = /(\d+\.\d+\.\d+)/.exec(words)?.[1];
      if (version !== undefined && !isAtLeast(version, oldest)) throw tooOld(name, version, oldest);
      return program;
    }
    throw missing(name);
  };
  return { vfkit: await find('vfkit', OLDEST_VFKIT), gvproxy: await find('gvproxy', OLDEST_GVPROXY) };
}

/** Null: there is no such program. */
async function versionOf(program: string): Promise<string | null> {
  try {
    const { code, stdout, stderr } = await run(program, ['--version'], { timeoutMs: VERSION_MS });
    if (code === 0) return `${stdout}\n${stderr}`;
    throw new DriverError('failed', `${program} does not run.`, null, stderr.trim());
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    if (error.kind === 'not-found') return null;
    const kind = error.kind === 'timeout' ? 'timeout' : 'failed';
    throw new DriverError(kind, `${program} does not say its version.`, null, error.message);
  }
}
