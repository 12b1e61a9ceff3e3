import type { ComposeCli } from '../../contract/compose';
import type { Findings } from '../../contract/welcome';
import type { Env } from '../engine/env';
import { findPrograms } from '../process/programs';
import { run } from '../process/run';

export interface LookParts {
  readonly env: Env;
  readonly platform: NodeJS.Platform;
  readonly compose: () => Promise<ComposeCli>;
  /** Whether Slipway's own engine can run here; null: there is none for this system. Never rejects. */
  readonly machine: () => Promise<Findings['machine']>;
}

const ASK_MS = 10_000;

/** Never rejects for what is installed. */
export async function look({ env, platform, compose, machine }: LookParts): Promise<Findings> {
  const [docker, cli, own] = await Promise.all([findDocker(env, platform), compose(), machine()]);
  return {
    ...{ platform, docker, machine: own },
    compose:
      cli.kind === 'none'
        ? { version: null, program: '', remark: cli.remark }
        : { version: cli.version, program: cli.program, remark: cli.remark },
  };
}

async function findDocker(env: Env, platform: NodeJS.Platform): Promise<Findings['docker']> {
  for (const program of await findPrograms('docker', env, platform)) {
    const said = await run(program, ['--version'], { env, timeoutMs: ASK_MS }).catch(() => null);
    const version = said?.stdout.split('\n')[0]?.trim() ?? '';
    if (said?.code === 0) return { program, version: version.slice(0, 200) };
  }
  return null;
}
