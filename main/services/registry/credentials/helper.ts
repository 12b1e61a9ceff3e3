import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Env } from '../../engine/env';
import { record, text } from '../../engine/loose';
import { ProcessError } from '../../process/process-error';
import { findPrograms, isProgram, programEndings, programFolders } from '../../process/programs';
import { run } from '../../process/run';
import { CredentialFault } from '../faults';
import { redacted } from '../redact';
import { say } from '../../../../texts/say';

/** What a helper keeps for one registry. `username` is `<token>` where `secret` is an identity token. */
export interface Kept {
  readonly username: string;
  readonly secret: string;
}

/** One `docker-credential-<name>`, by its protocol of four verbs. All reject with CredentialFault. */
export interface Helper {
  readonly name: string;
  /** null: it has none for this registry. */
  get(key: string): Promise<Kept | null>;
  store(key: string, kept: Kept): Promise<void>;
  /** Also where there is nothing to erase. */
  erase(key: string): Promise<void>;
  /** Registry's key to user name. */
  list(): Promise<ReadonlyMap<string, string>>;
}

export interface HelperOptions {
  readonly env: Env;
  readonly platform: NodeJS.Platform;
  /** Some ask their user for a password first. */
  readonly timeoutMs?: number;
}

const PREFIX = 'docker-credential-';
const TIMEOUT_MS = 30_000;
/** What the helpers of docker-credential-helpers say, word for word; the CLI compares them too. */
const NOT_FOUND = 'credentials not found in native keychain';
/** It is a part of a program's name. */
const NAME = /^[\w.-]+$/;

type Verb = 'get' | 'store' | 'erase' | 'list';

export function openHelper(name: string, options: HelperOptions): Helper {
  const fault = (kind: CredentialFault['data']['kind'], detail = ''): CredentialFault =>
    new CredentialFault({ kind, helper: name, detail });
  const ask = (verb: Verb, input: string, secrets: readonly string[] = []) =>
    askHelper({ name, verb, input, secrets, fault }, options);
  return {
    name,
    async get(key) {
      const said = await ask('get', key);
      if (said === null) return null;
      const { Username, Secret } = record(parsed(said));
      // The answer itself is never told: it holds what it was asked for.
      if (typeof Username !== 'string' || typeof Secret !== 'string') throw fault('helper-rubbish');
      return { username: Username, secret: Secret };
    },
    async store(key, { username, secret }) {
      await ask('store', JSON.stringify({ ServerURL: key, Username: username, Secret: secret }), [secret]);
    },
    async erase(key) {
      await ask('erase', key);
    },
    async list() {
      const said = (await ask('list', '')) ?? '';
      const value = said.trim() === '' ? {} : parsed(said);
      if (typeof value !== 'object' || Array.isArray(value)) throw fault('helper-rubbish');
      return new Map(Object.entries(record(value)).map(([key, username]) => [key, text(username)]));
    },
  };
}

const parsed = (said: string): unknown => {
  try {
    return JSON.parse(said);
  } catch {
    return undefined;
  }
};

interface Question {
  readonly name: string;
  readonly verb: Verb;
  readonly input: string;
  readonly secrets: readonly string[];
  readonly fault: (kind: CredentialFault['data']['kind'], detail?: string) => CredentialFault;
}

/** What it printed; null: it knows nothing of this registry. */
async function askHelper(
  { name, verb, input, secrets, fault }: Question,
  options: HelperOptions,
): Promise<string | null> {
  const { env, platform, timeoutMs = TIMEOUT_MS } = options;
  if (!NAME.test(name)) throw fault('helper-missing');
  const program = await findProgram(`${PREFIX}${name}`, env, platform);
  if (program === null) throw fault('helper-missing');
  try {
    const { code, stdout, stderr } = await run(program, [verb], { env, input, timeoutMs });
    // Helpers say on standard output what went wrong.
    const words = redacted(stdout.trim() || stderr.trim(), secrets);
    if (code === 0) return stdout;
    if (words.includes(NOT_FOUND)) return null;
    throw fault('helper-failed', words === '' ? say('It ended with {code}.', { code: String(code) }) : words);
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    if (error.kind === 'timeout') throw fault('helper-hung', String(timeoutMs / 1000));
    if (error.kind === 'not-found') throw fault('helper-missing');
    throw fault('helper-failed', error.message);
  }
}

/** Its path; null: there is none on the PATH. */
const findProgram = async (name: string, env: Env, platform: NodeJS.Platform): Promise<string | null> =>
  (await findPrograms(name, env, platform))[0] ?? null;

/** The helpers on the PATH, by name, sorted. */
export async function findHelpers({ env, platform }: HelperOptions): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const folder of programFolders(env, platform)) {
    const files = (await readdir(folder).catch(() => [])).filter((file) => file.startsWith(PREFIX));
    for (const file of files) {
      const ending = programEndings(env, platform).find((end) => file.toLowerCase().endsWith(end));
      if (ending === undefined || !(await isProgram(path.join(folder, file)))) continue;
      found.add(file.slice(PREFIX.length, file.length - ending.length));
    }
  }
  return [...found].sort();
}

/** Whether there is such a program on the PATH. */
export const hasProgram = async (name: string, { env, platform }: HelperOptions): Promise<boolean> =>
  (await findProgram(name, env, platform)) !== null;
