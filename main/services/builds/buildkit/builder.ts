import type { BuilderFacts } from '../../../contract/builds';
import { hostFlags } from '../../engine/cli-endpoint';
import { type EngineAddress, EngineError } from '../../engine/types';
import type { BuildsEngine, BuildsOptions } from '../types';
import { type DockerCli, findClis } from './cli';
import { say, sayMsg } from '../../../../texts/say';
import { msg } from '../../../../texts/msg';

/** Who builds, and by which program. */
export interface Builder {
  readonly facts: BuilderFacts;
  /** null: nobody but the engine itself. */
  readonly program: string | null;
}

export interface FindParts extends Pick<BuildsOptions, 'env' | 'platform'> {
  readonly engine: Pick<BuildsEngine, 'client' | 'address' | 'state'>;
}

/** Looks who can build with the engine in use. Rejects with EngineError. */
export type FindBuilder = () => Promise<Builder>;

/** What is installed is looked for again after so long, ms. */
const KNOWN_MS = 30_000;
/** The form waits for it. */
const PING_MS = 3_000;
/** Of the API's versions 1.x. */
const FIRST_SESSIONS = 39;
const INSTALL = msg(
  'install the buildx plugin: the package docker-buildx-plugin of Docker, or docker-buildx of your system, then look again',
);

interface EngineKind {
  readonly version: string;
  readonly isPodman: boolean;
  readonly isWindows: boolean;
}

async function askEngine({ client }: FindParts['engine'], { version }: EngineAddress): Promise<EngineKind> {
  const answer = await client.stream({ method: 'GET', path: '/_ping', timeoutMs: PING_MS });
  answer.resume();
  const { headers } = answer;
  return {
    version,
    isPodman: headers['libpod-api-version'] !== undefined,
    isWindows: String(headers.ostype ?? '').toLowerCase() === 'windows',
  };
}

/** Why the engine has no BuildKit that a CLI could use; '': it has. */
function engineRemark({ version, isPodman, isWindows }: EngineKind): string {
  if (isPodman) return say('Podman builds by itself, with Buildah; BuildKit is not part of it.');
  if (isWindows) return say('Windows containers are built by the engine itself.');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 1 || (major === 1 && minor < FIRST_SESSIONS))
    return say('This engine is older than BuildKit: update it.');
  return '';
}

function cliRemark(clis: readonly DockerCli[]): string {
  const [first] = clis;
  if (first === undefined)
    return say(
      'There is no docker command on the PATH. To build with BuildKit, install the docker command, and {install}.',
      { install: sayMsg(INSTALL) },
    );
  return say('docker {version} ({program}) has no buildx plugin. To build with BuildKit, {install}.', {
    version: first.version,
    program: first.program,
    install: sayMsg(INSTALL),
  });
}

const engineBuilder = (version: string, remark: string): Builder => ({
  facts: { kind: 'engine', version, remark, secrets: false, ssh: false, platforms: false },
  program: null,
});

function choose(clis: readonly DockerCli[], engine: EngineKind, address: EngineAddress): Builder {
  const remark = engineRemark(engine);
  if (remark !== '') return engineBuilder(engine.version, remark);
  const best = clis.find(({ kind }) => kind === 'buildx') ?? clis.find(({ kind }) => kind === 'cli');
  if (best === undefined) return engineBuilder(engine.version, cliRemark(clis));
  if (hostFlags(address) === null)
    return engineBuilder(
      engine.version,
      say('The docker command cannot be told how to reach this engine as Slipway does.'),
    );
  const { kind, version, program } = best;
  const facts = { version, remark: '', secrets: true, ssh: true, platforms: true };
  return { facts: { kind: kind === 'buildx' ? 'buildx' : 'cli', ...facts }, program };
}

/** What was found, for a while; a failure is no finding. */
function remembered<T>(find: () => Promise<T>): () => Promise<T> {
  let known: { readonly at: number; readonly found: Promise<T> } | null = null;
  return () => {
    if (known !== null && performance.now() - known.at < KNOWN_MS) return known.found;
    const found = find();
    known = { at: performance.now(), found };
    found.catch(() => (known = null));
    return found;
  };
}

export function createFindBuilder({ engine, env, platform }: FindParts): FindBuilder {
  const clisNow = remembered(() => findClis(env, platform));
  const engines = new Map<string, () => Promise<EngineKind>>();
  const engineNow = (address: EngineAddress): Promise<EngineKind> => {
    const key = `${address.endpoint.url} ${address.version}`;
    const ask = engines.get(key) ?? remembered(() => askEngine(engine, address));
    engines.set(key, ask);
    return ask();
  };
  return async () => {
    const address = engine.address();
    if (address === null)
      throw new EngineError('unreachable', engine.state().status.reason || say('Not connected to an engine.'));
    const [clis, kind] = await Promise.all([clisNow(), engineNow(address)]);
    return choose(clis, kind, address);
  };
}
