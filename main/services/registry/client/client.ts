import { createHash } from 'node:crypto';
import { list, type Loose, record, text } from '../../engine/loose';
import { fault } from '../faults';
import type { Answer } from './exchange';
import { ACCEPT } from './manifests';
import { nextOf, type Page, pageQuery } from './pages';
import { type RateLimit, rateLimitOf } from './rate-limit';
import { type AskRegistry, createSession, type SessionOptions } from './session';
import { say } from '../../../../texts/say';

/** As it came, and checked against its digest. */
export interface RawManifest {
  readonly digest: string;
  readonly type: string;
  readonly value: Loose;
  readonly rateLimit: RateLimit | null;
}

/** One registry by its HTTP API V2, as one user or none. All reject with RegistryFault, or the signal's reason. */
export interface RegistryClient {
  /** That it is one, and lets this user in. */
  ping(signal: AbortSignal): Promise<void>;
  /** `after`: the last tag of the page before; ''. the first page. */
  tags(repository: string, after: string, signal: AbortSignal): Promise<Page>;
  catalogue(after: string, signal: AbortSignal): Promise<Page>;
  /** `reference`: a tag or a digest. Counts as a pull on Docker Hub. */
  manifest(repository: string, reference: string, signal: AbortSignal): Promise<RawManifest>;
  /** The digest alone; counts as no pull. */
  head(repository: string, reference: string, signal: AbortSignal): Promise<Pick<RawManifest, 'digest' | 'rateLimit'>>;
  /** A configuration: JSON of a few MiB at most. */
  config(repository: string, digest: string, signal: AbortSignal): Promise<Loose>;
  /** All tags that mean this digest go with it. */
  remove(repository: string, digest: string, signal: AbortSignal): Promise<void>;
}

/** As docker limits a manifest. */
const MANIFEST_LIMIT = 4_194_304;
const PAGE_LIMIT = 8_388_608;
const DIGEST = /^sha(256|384|512):[0-9a-f]+$/;

const pull = (repository: string): string => `repository:${repository}:pull`;
const place = (repository: string, rest: string): string => `/v2/${repository}/${rest}`;

export function createRegistryClient(options: SessionOptions): RegistryClient {
  const { registry } = options;
  const ask = createSession(options);
  return { ...lists(ask, registry), ...images(ask, registry) };
}

function jsonOf({ body }: Answer, registry: string): Loose {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return record(value);
  } catch {
    // Said below.
  }
  throw fault('malformed', registry, { detail: say('Its answer is no JSON object.') });
}

/** Of a digest that was asked for, or said. Throws RegistryFault where the body does not have it. */
function digestOf({ body }: Answer, said: string, registry: string): string {
  const algorithm = DIGEST.test(said) ? said.slice(0, said.indexOf(':')) : 'sha256';
  const own = `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
  if (said !== '' && own !== said)
    throw fault('malformed', registry, { detail: say('What it sent does not have the digest that it should have.') });
  return own;
}

/** '': it does not say. */
const saidDigest = ({ headers }: Answer): string => {
  const said = headers['docker-content-digest'];
  return typeof said === 'string' && DIGEST.test(said) ? said : '';
};

type Lists = Pick<RegistryClient, 'ping' | 'tags' | 'catalogue'>;

function lists(ask: AskRegistry, registry: string): Lists {
  const page = (answer: Answer, key: string): Page => ({
    names: list(jsonOf(answer, registry)[key])
      .map(text)
      .filter((name) => name !== ''),
    next: nextOf(answer.headers.link),
  });
  return {
    async ping(signal) {
      await ask({ method: 'GET', path: '/v2/', scope: '', limitBytes: MANIFEST_LIMIT }, signal);
    },
    async tags(repository, after, signal) {
      const path = place(repository, `tags/list${pageQuery(after)}`);
      return page(await ask({ method: 'GET', path, scope: pull(repository), limitBytes: PAGE_LIMIT }, signal), 'tags');
    },
    async catalogue(after, signal) {
      const path = `/v2/_catalog${pageQuery(after)}`;
      const wish = { method: 'GET', path, scope: 'registry:catalog:*', limitBytes: PAGE_LIMIT } as const;
      return page(await ask(wish, signal), 'repositories');
    },
  };
}

function images(ask: AskRegistry, registry: string): Omit<RegistryClient, keyof Lists> {
  return {
    async manifest(repository, reference, signal) {
      const path = place(repository, `manifests/${reference}`);
      const scope = pull(repository);
      const answer = await ask({ method: 'GET', path, accept: ACCEPT, scope, limitBytes: MANIFEST_LIMIT }, signal);
      const digest = digestOf(answer, DIGEST.test(reference) ? reference : saidDigest(answer), registry);
      const type = answer.headers['content-type'] ?? '';
      return { digest, type, value: jsonOf(answer, registry), rateLimit: rateLimitOf(answer.headers) };
    },
    async head(repository, reference, signal) {
      const path = place(repository, `manifests/${reference}`);
      const wish = { method: 'HEAD', path, accept: ACCEPT, scope: pull(repository), limitBytes: 0 } as const;
      const answer = await ask(wish, signal);
      return { digest: saidDigest(answer), rateLimit: rateLimitOf(answer.headers) };
    },
    async config(repository, digest, signal) {
      const path = place(repository, `blobs/${digest}`);
      const answer = await ask({ method: 'GET', path, scope: pull(repository), limitBytes: MANIFEST_LIMIT }, signal);
      digestOf(answer, digest, registry);
      return jsonOf(answer, registry);
    },
    async remove(repository, digest, signal) {
      const path = place(repository, `manifests/${digest}`);
      const scope = `repository:${repository}:delete,pull`;
      await ask({ method: 'DELETE', path, scope, limitBytes: MANIFEST_LIMIT }, signal);
    },
  };
}
