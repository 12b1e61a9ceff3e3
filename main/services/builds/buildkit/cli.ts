import type { Env } from '../../engine/env';
import { findPrograms } from '../../process/programs';
import { ProcessError } from '../../process/process-error';
import { run, type RunResult } from '../../process/run';
import { cliEnv } from './cli-env';

/** A docker CLI, and how it can build. */
export interface DockerCli {
  readonly program: string;
  readonly kind: 'buildx' | 'cli' | 'none';
  /** Of the plugin, else of the CLI. */
  readonly version: string;
}

/** The first CLI that has BuildKit within, and the first that has it no more. */
const FIRST_WITHIN = [18, 9] as const;
const FIRST_WITHOUT = 23;
const ASK_MS = 10_000;
const MOST_CLIS = 8;

async function ask(program: string, args: readonly string[], env: Env): Promise<RunResult | null> {
  return run(program, args, { env: cliEnv(env), timeoutMs: ASK_MS }).catch((error: unknown) => {
    if (error instanceof ProcessError) return null;
    throw error;
  });
}

const versionIn = (said: string): string => /\d+\.\d+[\w.+~-]*/.exec(said)?.[0] ?? '';

function hasBuildKit(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < FIRST_WITHOUT && (major > FIRST_WITHIN[0] || (major === FIRST_WITHIN[0] && minor >= FIRST_WITHIN[1]));
}

async function look(program: string, env: Env): Promise<DockerCli | null> {
  const plugin = await ask(program, ['buildx', 'version'], env);
  if (plugin?.code === 0 && /buildx/i.test(plugin.stdout))
    return { program, kind: 'buildx', version: versionIn(plugin.stdout) };
  const cli = await ask(program, ['--version'], env);
  const version = versionIn(cli?.stdout ?? '');
  // Podman's stand-in for it answers, too.
  if (cli?.code !== 0 || !/^Docker version/i.test(cli.stdout)) return null;
  return { program, kind: hasBuildKit(version) ? 'cli' : 'none', version };
}

/** Every docker CLI on the PATH, in its order; a program that is there by two ways is asked twice. */
export async function findClis(env: Env, platform: NodeJS.Platform): Promise<readonly DockerCli[]> {
  const programs = await findPrograms('docker', env, platform);
  const found = await Promise.all(programs.slice(0, MOST_CLIS).map((program) => look(program, env)));
  return found.filter((cli) => cli !== null);
}
