import { containerPath } from '../engine/container-path';
import type { Engine, EngineClient } from '../engine/types';
import { EngineError } from '../engine/types';
import { type Loose, list, number, record as loose, text } from '../engine/loose';
import { type Acting, noted, notedLine, type RecordCommand } from '../engine/noted';
import { type EngineDefaults, engineDefaults } from '../spec/engine-defaults';

export interface RestartPolicyBody {
  readonly Name: string;
  readonly MaximumRetryCount: number;
}

/** What is read of a container. */
export interface Seen {
  readonly id: string;
  readonly name: string;
  readonly raw: Loose;
  readonly running: boolean;
  /** It was started at least once. */
  readonly started: boolean;
  readonly restarting: boolean;
  readonly health: string;
  readonly exitCode: number;
  readonly autoRemove: boolean;
  readonly policy: RestartPolicyBody;
  readonly labels: Loose;
}

/** What is done to containers, one request each, each noted in the command log. All reject with EngineError. */
export interface Calls {
  readonly client: EngineClient;
  readonly engineKey: () => string;
  /** null: there is none. */
  look(id: string): Promise<Seen | null>;
  /** As `look`, by one label of it. */
  find(label: string): Promise<Seen | null>;
  /** What this engine writes into containers that say nothing of it. */
  defaults(): Promise<EngineDefaults>;
  /** Names that are taken. */
  names(): Promise<ReadonlySet<string>>;
  stop(seen: Pick<Seen, 'id' | 'name'>): Promise<void>;
  start(seen: Pick<Seen, 'id' | 'name'>): Promise<void>;
  rename(seen: Pick<Seen, 'id' | 'name'>, name: string): Promise<void>;
  setPolicy(seen: Pick<Seen, 'id' | 'name'>, policy: RestartPolicyBody): Promise<void>;
  /** Also when it runs. `volumes`: those without a name that nobody else uses. */
  remove(seen: Pick<Seen, 'id' | 'name'>, volumes: boolean): Promise<void>;
  /** Does `work` as the command that is noted. */
  noted<T>(words: readonly string[], work: () => Promise<T>): Promise<T>;
  /** The same, of a whole line. */
  notedLine<T>(line: string, work: () => Promise<T>): Promise<T>;
  readonly prefix: () => string;
}

const SLOW_MS = 120_000;

export const isGone = (error: unknown): boolean => error instanceof EngineError && error.status === 404;

export const errorOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

export function readSeen(raw: Loose): Seen {
  const state = loose(raw.State);
  const host = loose(raw.HostConfig);
  const policy = loose(host.RestartPolicy);
  return {
    id: text(raw.Id),
    name: text(raw.Name).replace(/^\//, ''),
    raw,
    running: state.Running === true,
    started: !text(state.StartedAt).startsWith('0001-') && text(state.StartedAt) !== '',
    restarting: state.Restarting === true,
    health: text(loose(state.Health).Status),
    exitCode: number(state.ExitCode) ?? 0,
    autoRemove: host.AutoRemove === true,
    policy: { Name: text(policy.Name) || 'no', MaximumRetryCount: number(policy.MaximumRetryCount) ?? 0 },
    labels: loose(loose(raw.Config).Labels),
  };
}

export const policyWord = ({ Name, MaximumRetryCount }: RestartPolicyBody): string =>
  Name === 'on-failure' && MaximumRetryCount > 0 ? `${Name}:${String(MaximumRetryCount)}` : Name;

type Listed = (query: object) => Promise<readonly Loose[]>;

const lister =
  (client: EngineClient): Listed =>
  async (query) =>
    list(await client.json({ method: 'GET', path: '/containers/json', query: { all: 1, ...query } })).map(loose);

const looker =
  (client: EngineClient): Calls['look'] =>
  async (id) => {
    try {
      return readSeen(loose(await client.json({ method: 'GET', path: containerPath(id, 'json') })));
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  };

/** One with `--rm` that has ended is removed by the engine itself, and cannot be once more. */
const IN_PROGRESS = 'already in progress';

/** Resolves when the engine has removed it: until then it has its name. */
export async function removed(client: EngineClient, id: string): Promise<void> {
  const query = { condition: 'removed' };
  try {
    await client.json({ method: 'POST', path: containerPath(id, 'wait'), query, timeoutMs: null });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** An engine has to start anew to change them: they are asked for once. */
function defaultsOf(client: EngineClient, engineKey: () => string): Calls['defaults'] {
  const known = new Map<string, EngineDefaults>();
  return async () => {
    const key = engineKey();
    const defaults = known.get(key) ?? engineDefaults(await client.json({ method: 'GET', path: '/info' }));
    known.set(key, defaults);
    return defaults;
  };
}

/** Those that change something. */
function deeds(client: EngineClient, acting: Acting) {
  const post = async (id: string, verb: string, more: object = {}): Promise<void> => {
    await client.json({ method: 'POST', path: containerPath(id, verb), timeoutMs: SLOW_MS, ...more });
  };
  const remove = async (id: string, volumes: boolean): Promise<void> => {
    const query = { force: true, v: volumes };
    try {
      await client.json({ method: 'DELETE', path: containerPath(id), query, timeoutMs: SLOW_MS });
    } catch (error) {
      if (error instanceof EngineError && error.status === 409 && error.message.includes(IN_PROGRESS))
        await removed(client, id);
      else if (!isGone(error)) throw error;
    }
  };
  return {
    // The container's own grace holds, which may be long.
    stop: ({ id, name }) => noted(acting, ['stop', name], () => post(id, 'stop', { timeoutMs: null })),
    start: ({ id, name }) => noted(acting, ['start', name], () => post(id, 'start')),
    rename: ({ id, name }, to) =>
      noted(acting, ['rename', name, to], () => post(id, 'rename', { query: { name: to } })),
    setPolicy: ({ id, name }, policy) =>
      noted(acting, ['update', '--restart', policyWord(policy), name], () =>
        post(id, 'update', { body: { RestartPolicy: policy } }),
      ),
    remove: ({ id, name }, volumes) =>
      noted(acting, ['rm', '-f', ...(volumes ? ['-v'] : []), name], () => remove(id, volumes)),
  } satisfies Pick<Calls, 'stop' | 'start' | 'rename' | 'setPolicy' | 'remove'>;
}

export function createCalls(engine: Pick<Engine, 'client' | 'cliPrefix' | 'state'>, record: RecordCommand): Calls {
  const { client } = engine;
  const engineKey = (): string => engine.state().status.engine?.key ?? '';
  const look = looker(client);
  const listed = lister(client);
  const acting = { engine, record };
  return {
    ...{ client, look, prefix: () => engine.cliPrefix() },
    noted: (words, work) => noted(acting, words, work),
    notedLine: (line, work) => notedLine(record, line, work),
    ...deeds(client, acting),
    ...{ engineKey, defaults: defaultsOf(client, engineKey) },
    async find(label) {
      const [first] = await listed({ filters: { label: [label] } });
      return first === undefined ? null : look(text(first.Id));
    },
    async names() {
      const all = await listed({});
      return new Set(all.flatMap(({ Names }) => list(Names).map((name) => text(name).replace(/^\//, ''))));
    },
  };
}
