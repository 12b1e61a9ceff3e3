import fs from 'node:fs/promises';
import path from 'node:path';
import type { ComposeCli } from '../../../contract/compose';
import { type Env, variable } from '../../engine/env';
import { findPrograms, isProgram, programEndings, programFolders } from '../../process/programs';
import { ProcessError } from '../../process/process-error';
import { run, type RunResult } from '../../process/run';
import { isAtLeast, versionIn } from './version';
import { msg } from '../../../../texts/msg';
import type { Said } from '../../../../texts/said';
import { say, sayAll, sayMsg } from '../../../../texts/say';

export interface FindParts {
  /** The user's own; programs are looked for on its PATH. */
  readonly env: Env;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
}

const ASK_MS = 20_000;
const MOST = 8;
const SECOND = [2, 0] as const;
/** The first with all the flags that we give. */
const FIRST_USABLE = [1, 28] as const;
const FIRST_WATCH = [2, 22] as const;

const NONE: ComposeCli = { kind: 'none', version: '', program: '', remark: '', watch: false, second: false };

/** Where they are though a desktop app's PATH does not say so. */
function usualFolders({ env, homeDir, platform }: FindParts): readonly string[] {
  if (platform === 'darwin')
    return [
      ...['/usr/local/bin', '/opt/homebrew/bin', path.join(homeDir, '.docker/bin')],
      '/Applications/Docker.app/Contents/Resources/bin',
    ];
  if (platform !== 'win32') return [];
  return [path.join(variable(env, 'ProgramFiles') ?? 'C:\\Program Files', 'Docker\\Docker\\resources\\bin')];
}

/** The environment with the usual folders at the end of its PATH: helpers for credentials are there, too. */
export function withUsualFolders(parts: FindParts): Env {
  const { env, platform } = parts;
  const had = programFolders(env, platform);
  const more = usualFolders(parts).filter((folder) => !had.includes(folder));
  if (more.length === 0) return env;
  const name = env.PATH === undefined && env.Path !== undefined ? 'Path' : 'PATH';
  const own = variable(env, name);
  return { ...env, [name]: [...(own === null ? [] : [own]), ...more].join(platform === 'win32' ? ';' : ':') };
}

const PLUGIN_FOLDERS = ['local/lib', 'local/libexec', 'lib', 'libexec'].map(
  (each) => `/usr/${each}/docker/cli-plugins`,
);

async function pluginFiles({ env, homeDir, platform }: FindParts): Promise<readonly string[]> {
  const own = variable(env, 'DOCKER_CONFIG') ?? path.join(homeDir, '.docker');
  const folders = [path.join(own, 'cli-plugins'), ...(platform === 'win32' ? [] : PLUGIN_FOLDERS)];
  const files = folders.flatMap((folder) =>
    programEndings(env, platform).map((ending) => path.join(folder, `docker-compose${ending}`)),
  );
  const found = await Promise.all(files.map(async (file) => ((await isProgram(file)) ? [file] : [])));
  return found.flat();
}

interface Programs {
  readonly dockers: readonly string[];
  readonly standalones: readonly string[];
  /** Another text once one of them is another one. */
  readonly print: string;
}

/** All that could be a compose CLI, without starting any. */
export async function findCandidates(parts: FindParts): Promise<Programs> {
  const env = withUsualFolders(parts);
  const [dockers, standalones, plugins] = await Promise.all([
    findPrograms('docker', env, parts.platform),
    findPrograms('docker-compose', env, parts.platform),
    pluginFiles(parts),
  ]);
  const files = [...dockers.slice(0, MOST), ...standalones.slice(0, MOST), ...plugins];
  const prints = await Promise.all(
    files.map(async (file) => {
      const stat = await fs.stat(file).catch(() => null);
      return [file, stat?.ino, stat?.size, stat?.mtimeMs];
    }),
  );
  return { dockers, standalones, print: JSON.stringify(prints) };
}

const ask = (program: string, words: readonly string[], env: Env): Promise<RunResult | null> =>
  run(program, words, { env, timeoutMs: ASK_MS }).catch((error: unknown) => {
    if (error instanceof ProcessError) return null;
    throw error;
  });

const found = (kind: 'plugin' | 'standalone', program: string, version: string): ComposeCli => {
  const second = isAtLeast(version, SECOND);
  return { kind, version, program, second, watch: isAtLeast(version, FIRST_WATCH), remark: '' };
};

async function lookAtPlugin(program: string, env: Env): Promise<ComposeCli | null> {
  const said = await ask(program, ['compose', 'version', '--short'], env);
  const version = versionIn(said?.stdout ?? '');
  if (said?.code !== 0 || !isAtLeast(version, SECOND)) return null;
  // Podman's stand-in passes it on to some other program, and knows other flags.
  const itself = await ask(program, ['--version'], env);
  return /^Docker version/i.test(itself?.stdout ?? '') ? found('plugin', program, version) : null;
}

async function lookAtStandalone(program: string, env: Env): Promise<ComposeCli | null> {
  const said = await ask(program, ['version', '--short'], env);
  const version = versionIn(said?.stdout ?? '');
  return said?.code === 0 && version !== '' ? found('standalone', program, version) : null;
}

const INSTALL: Readonly<Record<string, string>> = {
  darwin: msg('Install it with Docker Desktop, or with `brew install docker docker-compose`, then look again.'),
  win32: msg('Install it with Docker Desktop, or put docker-compose.exe of its releases on the PATH, then look again.'),
};
const INSTALL_ELSEWHERE = msg(
  'Install the package docker-compose-plugin of Docker, or docker-compose-v2 or docker-compose of your system, then look again.',
);

const install = (platform: NodeJS.Platform): Said => sayMsg(INSTALL[platform] ?? INSTALL_ELSEWHERE);

function remarkOf({ version, program }: ComposeCli, platform: NodeJS.Platform): string {
  const name = `docker-compose ${version} (${program})`;
  return sayAll(
    say(
      '{name} is of the first line, which gets no more updates: watch, include, pull policies and more are missing in it.',
      { name },
    ),
    install(platform),
  );
}

function none(old: readonly ComposeCli[], dockers: readonly string[], platform: NodeJS.Platform): ComposeCli {
  const [first] = old;
  if (first !== undefined)
    return {
      ...NONE,
      remark: sayAll(
        say('docker-compose {version} ({program}) is too old.', {
          version: first.version,
          program: first.program,
        }),
        install(platform),
      ),
    };
  const [docker] = dockers;
  const looked =
    docker === undefined
      ? say('Neither docker nor docker-compose is on the PATH.')
      : say('{docker} has no compose plugin, and there is no docker-compose on the PATH.', { docker });
  return { ...NONE, remark: sayAll(looked, install(platform)) };
}

/** The plugin, else a standalone one of the second line, else one of the first. Never rejects for what is installed. */
export async function findCli({ dockers, standalones }: Programs, parts: FindParts, env: Env): Promise<ComposeCli> {
  for (const program of dockers.slice(0, MOST)) {
    const plugin = await lookAtPlugin(program, env);
    if (plugin !== null) return plugin;
  }
  const looked = await Promise.all(standalones.slice(0, MOST).map((program) => lookAtStandalone(program, env)));
  const clis = looked.filter((cli) => cli !== null);
  const usable = clis.filter(({ version }) => isAtLeast(version, FIRST_USABLE));
  const best = usable.find(({ second }) => second) ?? usable[0];
  if (best === undefined) return none(clis, dockers, parts.platform);
  return best.second ? best : { ...best, remark: remarkOf(best, parts.platform) };
}
