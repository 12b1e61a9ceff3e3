import type { JobProgress } from '../../contract/containers';
import type { OwnPort, ReachNews } from '../../contract/network-reach';
import type {
  AttachWish,
  EndpointNames,
  NetworkGround,
  NetworkProblem,
  NetworkRow,
  NetworkWish,
  Sandbox,
} from '../../contract/networks';
import type { RowChange } from '../../contract/rows';
import { record as recordOf } from '../engine/loose';
import { commandLine } from '../engine/shell-quote';
import type { Engine } from '../engine/types';
import { checkAttachment } from './attach';
import { type Acting, connect, create, createLine, disconnect, readBoth, remove } from './change';
import { connectWords } from './cli';
import { type Interfaces, readSurroundings } from './ground';
import { checkWish } from './plan';
import { portsOf, reach, type ReachWish } from './reach/reach';
import { readPeerNetworks } from './reach/peer';
import { createChanged, readWhole, watchNetworks, watchSandboxes } from './watch';

interface Plan {
  readonly problems: NetworkProblem[];
  readonly cli: string;
}

/** The engine's networks. What asks the engine rejects with EngineError; `create` and `connect` with NetworkProblems too. */
export interface Networks {
  watch(signal: AbortSignal): AsyncIterable<RowChange<NetworkRow>>;
  sandboxes(signal: AbortSignal): AsyncIterable<RowChange<Sandbox>>;
  inspect(id: string, signal: AbortSignal): Promise<string>;
  ground(): Promise<NetworkGround>;
  endpointNames(id: string): Promise<EndpointNames[]>;
  plan(wish: NetworkWish): Promise<Plan>;
  create(wish: NetworkWish): Promise<{ id: string; warning: string }>;
  attachPlan(wish: AttachWish): Promise<Plan>;
  connect(wish: AttachWish): Promise<void>;
  disconnect(wish: { readonly network: string; readonly container: string; readonly force: boolean }): Promise<void>;
  remove(
    wish: { readonly ids: readonly string[]; readonly disconnect: boolean },
    signal: AbortSignal,
  ): AsyncIterable<JobProgress>;
  ports(id: string, signal: AbortSignal): Promise<OwnPort[]>;
  reach(wish: ReachWish, signal: AbortSignal): AsyncIterable<ReachNews>;
}

export interface NetworksOptions {
  readonly engine: Pick<Engine, 'client' | 'subscribe' | 'state' | 'cliPrefix'>;
  readonly record: Acting['record'];
  /** This computer's. */
  readonly interfaces: Interfaces;
}

const MOST_NAMES = 200;

export function createNetworks({ engine, record, interfaces }: NetworksOptions): Networks {
  const acting: Acting = { engine, record };
  const changed = createChanged();
  const surroundings = () => readSurroundings(engine, interfaces);
  return {
    watch: (signal) => watchNetworks(engine, changed, signal),
    sandboxes: (signal) => watchSandboxes(engine, changed, signal),
    inspect: (id, signal) => engine.client.text({ method: 'GET', path: `/networks/${encodeURIComponent(id)}`, signal }),
    async ground() {
      const { drivers, swarm, host, free } = await surroundings();
      return { drivers: [...drivers], swarm, host, free };
    },
    endpointNames: (id) => endpointNames(engine, id),
    async plan(wish) {
      return { problems: [...checkWish(wish, await surroundings())], cli: createLine(engine.cliPrefix(), wish) };
    },
    create: async (wish) => create(acting, wish, await surroundings()).finally(changed.tell),
    async attachPlan(wish) {
      const { network, container } = await readBoth(acting, wish);
      const cli = commandLine(engine.cliPrefix(), connectWords(wish, network, container));
      return { problems: [...checkAttachment(wish, network, container)], cli };
    },
    connect: (wish) => connect(acting, wish).finally(changed.tell),
    async disconnect({ network: networkId, container: id, force }) {
      const { networks, members } = await readWhole(engine.client);
      const network = networks.find((each) => each.id === networkId) ?? { id: networkId, name: networkId };
      const container = members.find((each) => each.id === id) ?? { id, name: id };
      await disconnect(acting, { network, container, force });
    },
    async *remove(wish, signal) {
      try {
        yield* remove(acting, wish, signal);
      } finally {
        changed.tell();
      }
    },
    ports: async (id, signal) => [...(await portsOf(engine.client, id, signal))],
    reach: (wish, signal) => reach(acting, wish, signal),
  };
}

async function endpointNames(engine: Pick<Engine, 'client'>, id: string): Promise<EndpointNames[]> {
  const { networks } = await readWhole(engine.client);
  const members = networks.find((network) => network.id === id)?.endpoints ?? [];
  const asked = members.slice(0, MOST_NAMES).map(async (member): Promise<EndpointNames[]> => {
    const path = `/containers/${encodeURIComponent(member.id)}/json`;
    const inspected = recordOf(await engine.client.json({ method: 'GET', path }).catch(() => null));
    const own = readPeerNetworks(inspected).find((network) => network.id === id);
    if (own === undefined) return [];
    return [{ id: member.id, aliases: [...own.aliases], fixedIpv4: own.fixedIpv4, fixedIpv6: own.fixedIpv6 }];
  });
  return (await Promise.all(asked)).flat();
}
