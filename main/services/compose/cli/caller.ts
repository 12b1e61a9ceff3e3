import path from 'node:path';
import type { ComposeCli, ComposePlace } from '../../../contract/compose';
import type { Env } from '../../engine/env';
import { findPrograms } from '../../process/programs';
import { ProcessError } from '../../process/process-error';
import { run } from '../../process/run';
import { commandLine, shellQuote } from '../../engine/shell-quote';
import type { Engine } from '../../engine/types';
import { type ComposeCaller, ComposeFault } from '../types';
import { composeEnv, contradicting } from './env';
import { type Way, wayTo } from './way';
import { findCandidates, findCli, type FindParts, withUsualFolders } from './find';
import { say } from '../../../../texts/say';

export interface CallerOptions extends FindParts {
  readonly engine: Pick<Engine, 'address'>;
}

const NO_WAY: Way = { flags: [], env: {} };
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

const each = (flag: string, values: readonly string[]): string[] => values.flatMap((value) => [flag, value]);

/** Throws ComposeFault `unsupported`. */
function placeWords({ second, version }: ComposeCli, place: ComposePlace): readonly string[] {
  const { name, folder, files, envFiles, profiles } = place;
  if (!second && envFiles.length > 1)
    throw new ComposeFault(
      'unsupported',
      folder,
      `docker-compose ${version} takes one env file only; compose 2 takes several.`,
    );
  return [
    ...['--ansi', 'never'],
    ...(name === '' ? [] : ['--project-name', name]),
    ...['--project-directory', folder],
    ...each('-f', files),
    ...each('--env-file', envFiles),
    ...each('--profile', profiles),
  ];
}

/** What is installed, looked for anew once a program is another one. */
function createLook(parts: FindParts): () => Promise<ComposeCli> {
  let known: { readonly print: string; readonly cli: Promise<ComposeCli> } | null = null;
  return async () => {
    const candidates = await findCandidates(parts);
    if (known?.print !== candidates.print) {
      const env = composeEnv(withUsualFolders(parts), parts.homeDir);
      const cli = findCli(candidates, parts, env);
      known = { print: candidates.print, cli };
      cli.then(
        // It may be that it could not be started just now.
        ({ kind }) => kind === 'none' && (known = null),
        () => (known = null),
      );
    }
    return known.cli;
  };
}

/** As the user's shell finds it, else its path. */
async function nameOf(program: string, { env, platform }: FindParts): Promise<string> {
  const name = path.basename(program);
  return (await findPrograms(name, env, platform))[0] === program ? name : program;
}

/** What a shell is told before the first flag. */
async function lineBeginning(
  parts: FindParts,
  { program }: ComposeCli,
  way: Way,
  place: ComposePlace,
): Promise<string> {
  const all = Object.entries(way.env);
  const unwanted = all.flatMap(([name, value]) => (value === undefined && parts.env[name] !== undefined ? [name] : []));
  const unset = parts.platform === 'win32' ? [] : each('-u', [...contradicting(parts.env, place), ...unwanted]);
  const set = all.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${shellQuote(value)}`]));
  const name = shellQuote(await nameOf(program, parts));
  return [...(unset.length === 0 ? [] : ['env', ...unset]), ...set, name].join(' ');
}

function faultOf(error: unknown, program: string, folder: string): unknown {
  if (!(error instanceof ProcessError)) return error;
  if (error.kind === 'not-found' || error.kind === 'not-allowed')
    return new ComposeFault('no-cli', program, error.message);
  if (error.kind === 'failed') return new ComposeFault('not-found', folder, error.message);
  return error.kind === 'timeout' ? new ComposeFault('refused', folder, error.message) : error;
}

/** The compose CLI the user has, told of the engine in use. */
export function createCaller(options: CallerOptions): ComposeCaller {
  const { engine } = options;
  const look = createLook(options);
  const usable = async (): Promise<ComposeCli> => {
    const cli = await look();
    if (cli.kind === 'none') throw new ComposeFault('no-cli', '', cli.remark);
    return cli;
  };
  const wayNow = (cli: ComposeCli): Way => {
    const address = engine.address();
    if (address === null) throw new ComposeFault('no-way', '', say('Slipway is not connected to an engine.'));
    const way = wayTo(address, cli);
    if (way === null)
      throw new ComposeFault(
        'no-way',
        address.endpoint.url,
        say('No flags of the CLI say how Slipway reaches this engine.'),
      );
    return way;
  };
  const wordsFor = (cli: ComposeCli, place: ComposePlace, { flags }: Way): readonly string[] => [
    ...[...flags, ...(cli.kind === 'plugin' ? ['compose'] : []), ...placeWords(cli, place)],
  ];
  const envFor = (folder: string, way: Way): Env => ({ ...composeEnv(withUsualFolders(options), folder), ...way.env });
  return {
    cli: look,
    async call(place) {
      const cli = await usable();
      const way = wayNow(cli);
      const args = wordsFor(cli, place, way);
      const line = commandLine(await lineBeginning(options, cli, way, place), args);
      return { program: cli.program, args, env: envFor(place.folder, way), line };
    },
    async ask(place, words, { signal, timeoutMs }) {
      const cli = await usable();
      // What needs no engine is answered without one, too.
      const way = engine.address() === null ? NO_WAY : wayNow(cli);
      const args = [...wordsFor(cli, place, way), ...words];
      try {
        const told = { env: envFor(place.folder, way), cwd: place.folder, maxOutputBytes: MAX_ANSWER_BYTES };
        const { code, stdout, stderr } = await run(cli.program, args, { ...told, signal, timeoutMs });
        return { code: code ?? -1, stdout, stderr };
      } catch (error) {
        throw faultOf(error, cli.program, place.folder);
      }
    },
  };
}
