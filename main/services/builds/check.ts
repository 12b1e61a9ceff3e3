import fs from 'node:fs/promises';
import path from 'node:path';
import type { BuilderFacts } from '../../contract/builds';
import { parseReference } from '../registry/reference';
import { BuildFault, wordsOf } from './fault';
import type { Wish } from './types';
import { msg } from '../../../texts/msg';
import { type Said, verbatim } from '../../../texts/said';
import { say, sayAll, sayMsg } from '../../../texts/say';

const ARG = /^[^\s=]+$/;
const PLATFORM = /^[\w.-]+(?:\/[\w.-]+){0,2}$/;
/** A comma or a quote would be the CLI's to read. */
const PLAIN = /^[^,"\r\n]+$/;

const twice = (names: readonly string[]): string | undefined => names.find((name, at) => names.indexOf(name) !== at);

function tagProblem(tag: string): string | null {
  const parsed = parseReference(tag);
  if (!parsed.ok) return parsed.reason;
  return parsed.reference.digest === null ? null : say('An image is given a tag, not a digest.');
}

/** In words, the first of what is wrong; null: nothing is. */
function wrongIn({ tags, args, labels, platform, target, secrets, ssh }: Wish): string | null {
  const tag = tags.map(tagProblem).find((problem) => problem !== null);
  if (tag !== undefined) return tag;
  const arg = args.find(({ name }) => !ARG.test(name));
  if (arg !== undefined) return say('"{name}" is no name for a build argument.', { name: arg.name });
  const again =
    twice(args.map(({ name }) => name)) ?? twice(labels.map(({ name }) => name)) ?? twice(secrets.map(({ id }) => id));
  if (again !== undefined) return say('"{again}" is there twice.', { again });
  if (labels.some(({ name }) => name === '' || name.includes('='))) return say('A label needs a name without "=".');
  if (platform !== '' && !PLATFORM.test(platform))
    return say('"{platform}" is no platform: it is like linux/arm64.', { platform });
  if (/^-|\s/.test(target)) return say('"{target}" is no name for a stage.', { target });
  const secret = secrets.find(({ id, source }) => !PLAIN.test(id) || !PLAIN.test(source));
  if (secret !== undefined)
    return say('The secret "{id}" needs an id and a place, without commas and quotes.', { id: secret.id });
  if (ssh.some((one) => one === '' || one.startsWith('-'))) return say('An SSH agent is "default" or "id=path".');
  return null;
}

/** What is not there would only be noticed by the program that is given it. */
async function checkSecrets({ secrets }: Wish, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const { id, from, source } of secrets) {
    if (from === 'env') {
      if (env[source] === undefined)
        throw new BuildFault('bad-wish', '', say('The secret "{id}": there is no variable {source}.', { id, source }));
      continue;
    }
    if (!path.isAbsolute(source))
      throw new BuildFault('bad-wish', source, say('The secret "{id}" needs an absolute path.', { id }));
    await fs.access(source, fs.constants.R_OK).catch((error: unknown) => {
      throw new BuildFault(
        'bad-wish',
        source,
        say('The secret "{id}" cannot be read: {error}', { id, error: wordsOf(error) }),
      );
    });
  }
}

const BUILDKIT = msg('BuildKit has it: a docker CLI with the buildx plugin.');

function checkAbilities({ secrets, ssh, platform, classic }: Wish, facts: BuilderFacts): void {
  const why = classic && facts.kind !== 'engine' ? say("You chose the engine's own builder.") : verbatim('');
  const missing = (what: Said) => new BuildFault('unsupported', '', sayAll(why, what, sayMsg(BUILDKIT)));
  if (secrets.length > 0 && (classic || !facts.secrets)) throw missing(say("The engine's own builder has no secrets."));
  if (ssh.length > 0 && (classic || !facts.ssh)) throw missing(say("The engine's own builder has no SSH forwarding."));
  if (platform.includes(','))
    throw new BuildFault('unsupported', '', say('One image is built at a time, for one platform.'));
}

/** Throws BuildFault `bad-wish` or `unsupported`. */
export async function checkWish(
  wish: Wish,
  facts: BuilderFacts,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const wrong = wrongIn(wish);
  if (wrong !== null) throw new BuildFault('bad-wish', '', wrong);
  checkAbilities(wish, facts);
  await checkSecrets(wish, env);
}
