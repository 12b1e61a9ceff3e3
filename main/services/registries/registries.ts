import { noted, type RecordCommand } from '../engine/noted';
import type { ImageDescription, LoginWish, NamePage, RegistryList, SearchResult } from '../../contract/registries';
import type { Engine } from '../engine/types';
import type { RateLimit } from '../registry/client/rate-limit';
import type { Page } from '../registry/client/pages';
import type { Credentials } from '../registry/credentials/credentials';
import { describeImage } from '../registry/describe';
import { RegistryFault } from '../registry/faults';
import { redacted } from '../registry/redact';
import { DOCKER_HUB } from '../registry/reference';
import { openAdded } from './added';
import type { Clients } from './clients';
import { type Companions, findCompanions } from './companions';
import { platformsOf, tagsOf } from './completion';
import { readEngineView } from './engine-view';
import { hubQuota } from './limits';
import { listRegistries } from './list';
import { type Verified, verifyLogin } from './login';
import { SEARCH_LIMIT, searchHub } from './search';

interface InRegistry {
  readonly registry: string;
  readonly repository: string;
}

/** The registries, and what is in them. All reject with RegistryFault or CredentialFault; `login` and `search` also with EngineError. */
export interface Registries {
  list(): Promise<RegistryList>;
  storage: Credentials['storage'];
  /** Where docker's config.json is. */
  readonly configFile: string;
  login(wish: LoginWish, signal: AbortSignal): Promise<Verified['by']>;
  /** Whether anybody was logged in. */
  logout(registry: string): Promise<boolean>;
  add(registry: string, signal: AbortSignal): Promise<void>;
  forget(registry: string): Promise<void>;
  repositories(wish: { readonly registry: string; readonly after: string }, signal: AbortSignal): Promise<NamePage>;
  tags(wish: InRegistry & { readonly after: string }, signal: AbortSignal): Promise<NamePage>;
  /** `reference`: a tag or a digest. */
  describe(wish: InRegistry & { readonly reference: string }, signal: AbortSignal): Promise<ImageDescription>;
  /** What is no name has none. */
  tagsOf(name: string, signal: AbortSignal): Promise<string[]>;
  platformsOf(name: string, signal: AbortSignal): Promise<string[]>;
  /** Pulls that Docker Hub has left; null: no limit for who is logged in there. */
  hubQuota(signal: AbortSignal): Promise<RateLimit | null>;
  companions(wish: InRegistry & { readonly digest: string }, signal: AbortSignal): Promise<Companions>;
  remove(wish: InRegistry & { readonly digest: string }, signal: AbortSignal): Promise<void>;
  search(term: string, signal: AbortSignal): Promise<SearchResult[]>;
}

export interface RegistriesOptions {
  readonly clients: Clients;
  readonly engine: Pick<Engine, 'client' | 'cliPrefix'>;
  readonly credentials: Credentials;
  readonly record: RecordCommand;
  readonly dataDir: string;
}

export function createRegistries(options: RegistriesOptions): Registries {
  const { engine, credentials, clients } = options;
  const added = openAdded(options.dataDir);
  const acting = { engine, record: redacting(options.record) };
  const inLog = <T>(words: readonly string[], work: () => Promise<T>): Promise<T> => noted(acting, words, work);
  return {
    list: async () => listRegistries({ credentials, engine: await readEngineView(engine), added: await added.list() }),
    storage: (registry) => credentials.storage(registry),
    configFile: credentials.file,
    login: (wish, signal) => {
      const { registry, username, means } = wish;
      return inLog(['login', '-u', username, ...hostWords(registry)], async () => {
        const directly = (auth: Verified['auth']) => clients.as(registry, auth);
        const { auth, by } = await verifyLogin(engine, directly, wish, signal);
        await credentials.store(registry, auth, means);
        clients.forget(registry);
        return by;
      });
    },
    logout: (registry) =>
      inLog(['logout', ...hostWords(registry)], async () => {
        clients.forget(registry);
        return credentials.erase(registry);
      }),
    async add(registry, signal) {
      // As nobody: whether it is there has nothing to do with who is logged in.
      await (await clients.as(registry, null)).ping(signal).catch(unlessItAsksWho);
      await added.add(registry);
    },
    forget: (registry) => added.forget(registry),
    repositories: async ({ registry, after }, signal) =>
      pageOf(await (await clients.of(registry)).catalogue(after, signal)),
    tags: async ({ registry, repository, after }, signal) =>
      pageOf(await (await clients.of(registry)).tags(repository, after, signal)),
    describe: async ({ registry, repository, reference }, signal) =>
      describeImage({ client: await clients.of(registry), repository }, reference, signal),
    tagsOf: (name, signal) => tagsOf(clients, name, signal),
    platformsOf: (name, signal) => platformsOf(clients, name, signal),
    hubQuota: (signal) => hubQuota(clients, signal),
    companions: async (wish, signal) => findCompanions(await clients.of(wish.registry), wish, signal),
    remove: async ({ registry, repository, digest }, signal) =>
      (await clients.of(registry)).remove(repository, digest, signal),
    search: (term, signal) =>
      inLog(['search', '--limit', String(SEARCH_LIMIT), '--', term], () => searchHub(engine.client, term, signal)),
  };
}

/** Docker Hub is the one that is not named. */
const hostWords = (registry: string): readonly string[] => (registry === DOCKER_HUB ? [] : [registry]);

const pageOf = ({ names, next }: Page): NamePage => ({ names: [...names], next });

const isAskingWho = (error: unknown): boolean =>
  error instanceof RegistryFault && (error.data.kind === 'unauthorized' || error.data.kind === 'forbidden');

/** A registry that wants to know who asks is one. */
function unlessItAsksWho(error: unknown): void {
  if (!isAskingWho(error)) throw error;
}

/** Without any secret that an engine or a registry may have repeated. */
const redacting =
  (record: RecordCommand): RecordCommand =>
  (command) => {
    const finish = record(command);
    return (outcome, message) => finish(outcome, redacted(message));
  };
