import type { Env } from '../../engine/env';
import { problemOfNone, type Problems } from './problems';
import { readEnvFile } from './dotenv';
import type { Lookup } from './interpolate';
import type { ReadSource } from './source';
import { quoted } from './words';
import { say } from '../../../../texts/say';

export interface KnownVariable {
  readonly value: string;
  readonly source: 'environment' | 'file';
  /** Absolute path of the env file; else ''. */
  readonly from: string;
}

/** What variables are filled in from. */
export interface Environment {
  readonly find: (name: string) => KnownVariable | undefined;
  readonly lookup: Lookup;
}

export interface EnvironmentWish {
  readonly env: Env;
  readonly platform: NodeJS.Platform;
  /** Absolute; later ones go before earlier ones. */
  readonly files: readonly string[];
  /** Whether a file has to be there. */
  readonly required: boolean;
  /** What included files see of those that include them. */
  readonly outer: Environment | null;
}

function createEnvironment(find: Environment['find']): Environment {
  return { find, lookup: (name) => find(name)?.value };
}

/** Slipway's own environment: it goes before every file. */
function processVariables(env: Env, platform: NodeJS.Platform): Environment['find'] {
  const known = new Map<string, KnownVariable>();
  // On Windows names are the same whatever their case.
  const keyOf = (name: string): string => (platform === 'win32' ? name.toUpperCase() : name);
  for (const [name, value] of Object.entries(env))
    if (value !== undefined) known.set(keyOf(name), { value, source: 'environment', from: '' });
  return (name) => known.get(keyOf(name));
}

export async function readEnvironment(
  { env, platform, files, required, outer }: EnvironmentWish,
  read: ReadSource,
  problems: Problems,
): Promise<Environment> {
  const own = processVariables(env, platform);
  const fromFiles = new Map<string, KnownVariable>();
  const find = (name: string): KnownVariable | undefined => own(name) ?? outer?.find(name) ?? fromFiles.get(name);
  for (const file of files) {
    const source = await read(file);
    if (source === null) {
      const message = say('The env file {file} is not there.', { file: quoted(file) });
      if (required) problems.add(problemOfNone('error', 'missing-file', message));
      continue;
    }
    const { lines, faults } = readEnvFile(source.text, (name) => find(name)?.value);
    for (const { line, message } of faults) {
      const start = source.lines[line - 1] ?? 0;
      problems.error({ source, start, end: source.lines[line] ?? source.text.length }, 'env-file', message);
    }
    for (const { name, value } of lines) if (value !== null) fromFiles.set(name, { value, source: 'file', from: file });
  }
  return createEnvironment(find);
}
