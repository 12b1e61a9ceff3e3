import { DIGEST, REGISTRY, REPOSITORY, TAG } from '../../contract/image-name';
import { say } from '../../../texts/say';

/** An image's name as the docker CLI reads it. */
export interface Reference {
  /** `docker.io`, `ghcr.io`, `127.0.0.1:5000`. */
  readonly registry: string;
  /** Within the registry: `library/nginx`. */
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:...` */
  readonly digest: string | null;
}

export type ParsedReference =
  | { readonly ok: true; readonly reference: Reference }
  /** `reason`: a sentence. */
  | { readonly ok: false; readonly reason: string };

export const DOCKER_HUB = 'docker.io';
const HUB_ALIAS = 'index.docker.io';
const OFFICIAL = 'library/';
const NAME_LIMIT = 255;

const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const IMAGE_ID = /^[0-9a-f]{64}$/;

const wrong = (reason: string): ParsedReference => ({ ok: false, reason });

/** null: it can be a registry's name, as `host` or `host:port`. */
export function registryProblem(name: string): string | null {
  if (name === '') return say('A registry has a name, such as registry.example.com:5000.');
  if (/^https?:\/\//i.test(name)) return say('A registry is named without https://.');
  if (name.includes('/')) return say('A registry is named without a path.');
  return REGISTRY.test(name) ? null : say('"{name}" cannot be the name of a registry.', { name });
}

/** One name for each registry: Docker Hub has several. */
export const canonicalRegistry = (name: string): string =>
  [HUB_ALIAS, 'registry-1.docker.io', 'registry.hub.docker.com'].includes(name) ? DOCKER_HUB : name;

/** The first part is a registry only if it looks like one: `team/app` is on Docker Hub. */
function splitRegistry(name: string): readonly [registry: string, rest: string] {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const looksSo = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const [registry, rest] = slash > 0 && looksSo ? [first, name.slice(slash + 1)] : [DOCKER_HUB, name];
  if (registry !== DOCKER_HUB && registry !== HUB_ALIAS) return [registry, rest];
  return [DOCKER_HUB, rest.includes('/') ? rest : `${OFFICIAL}${rest}`];
}

function digestProblem(digest: string): string | null {
  const [, algorithm = '', hex = ''] = DIGEST.exec(digest) ?? [];
  if (algorithm === '') return say('"{digest}" is no digest: one is sha256: and 64 hexadecimal digits.', { digest });
  const length = DIGEST_LENGTHS[algorithm] ?? 0;
  return hex.length === length
    ? null
    : say('A {algorithm} digest has {length} hexadecimal digits.', { algorithm, length });
}

function repositoryProblem(registry: string, repository: string): string | null {
  if (repository === '' || repository === OFFICIAL) return say('The name of the image is missing.');
  if (repository !== repository.toLowerCase())
    return say("The repository's name ({official}) must be in lower case.", {
      official: repository.replace(OFFICIAL, ''),
    });
  if (!REPOSITORY.test(repository))
    return say(
      '"{repository}" is no name of a repository: letters, digits, and single separators . _ - between them.',
      { repository },
    );
  return registry.length + 1 + repository.length > NAME_LIMIT
    ? say('The name has more than {nameLimit} characters.', { nameLimit: NAME_LIMIT })
    : null;
}

/** As `docker pull` would take it. A tag stays null where none is given: see `withDefaultTag`. */
export function parseReference(text: string): ParsedReference {
  if (text === '') return wrong(say('The name of the image is missing.'));
  if (text !== text.trim() || /\s/.test(text)) return wrong(say('The name of an image has no spaces.'));
  if (/^https?:\/\//i.test(text)) return wrong(say('An image is named without https://.'));
  if (IMAGE_ID.test(text)) return wrong(say('64 hexadecimal digits are an image ID: a registry knows no such names.'));
  const [registry, rest] = splitRegistry(text);
  const at = rest.indexOf('@');
  const digest = at < 0 ? null : rest.slice(at + 1);
  const named = at < 0 ? rest : rest.slice(0, at);
  const colon = named.indexOf(':');
  const tag = colon < 0 ? null : named.slice(colon + 1);
  const repository = colon < 0 ? named : named.slice(0, colon);
  const problem =
    registryProblem(registry) ??
    repositoryProblem(registry, repository) ??
    (tag === null || TAG.test(tag) ? null : tagProblem(tag)) ??
    (digest === null ? null : digestProblem(digest));
  return problem === null ? { ok: true, reference: { registry, repository, tag, digest } } : wrong(problem);
}

const tagProblem = (tag: string): string =>
  tag === ''
    ? say('The tag after the colon is missing.')
    : say('"{tag}" is no tag: up to 128 letters, digits, _ . and -, beginning with none of . and -.', { tag });

/** What the CLI pulls where neither tag nor digest is said. */
export const withDefaultTag = (reference: Reference): Reference =>
  reference.tag === null && reference.digest === null ? { ...reference, tag: 'latest' } : reference;

const ending = ({ tag, digest }: Reference): string =>
  `${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;

/** In full: `docker.io/library/nginx:1`. */
export const formatReference = (reference: Reference): string =>
  `${reference.registry}/${reference.repository}${ending(reference)}`;

/** As the CLI shows it: `nginx:1`. */
export function familiarReference(reference: Reference): string {
  const { registry, repository } = reference;
  if (registry !== DOCKER_HUB) return formatReference(reference);
  const [first, name = '', ...more] = repository.split('/');
  const short = `${first ?? ''}/` === OFFICIAL && more.length === 0 ? name : repository;
  return `${short}${ending(reference)}`;
}
