import type { ReachEvidence, ReachVerdict } from '../../../contract/network-reach';
import type { NetworkRow, NetworkWish } from '../../../contract/networks';
import { connected, engineAt } from '../../engine/testing/engine-at';
import type { Engine } from '../../engine/types';
import type { Interfaces } from '../ground';
import { createNetworks, type Networks } from '../networks';

export const IMAGE = 'slipway/busybox:1';

/** What is used of a dockerd of the test's own. */
interface Dockerd {
  readonly url: string;
  docker(...args: string[]): Promise<string>;
}

export interface Reached extends ReachVerdict {
  readonly evidence: readonly ReachEvidence[];
}

/** A dockerd, an engine connection, and what is told of its networks. */
export interface Bench {
  readonly engine: Engine;
  readonly networks: Networks;
  readonly noted: string[];
  /** The rows as soon as they are as expected. */
  rows(is: (rows: readonly NetworkRow[]) => boolean): Promise<readonly NetworkRow[]>;
  idOf(name: string): Promise<string>;
  networkId(name: string): Promise<string>;
  reach(from: string, to: string, port: number): Promise<Reached>;
  close(): Promise<void>;
}

const WAIT_MS = 10_000;

export const wish = (patch: Partial<NetworkWish>): NetworkWish => ({
  ...{
    name: 'made',
    driver: 'bridge',
    options: [],
    internal: false,
    attachable: false,
    ipv6: false,
    ipam: [],
    labels: [],
  },
  ...patch,
});

export async function startBench(dockerd: Dockerd, interfaces: Interfaces): Promise<Bench> {
  const engine = engineAt(dockerd.url);
  const noted: string[] = [];
  const record = (command: string) => (outcome: string, message: string) =>
    void noted.push(`${command.replace(/^docker -H \S+ /, '')}: ${outcome} ${message}`.trim());
  const networks = createNetworks({ engine, record, interfaces });
  await connected(engine);
  const idOf = (name: string): Promise<string> =>
    dockerd.docker('inspect', '--type', 'container', '-f', '{{.Id}}', name);
  return {
    ...{ engine, networks, noted, idOf },
    networkId: (name) => dockerd.docker('network', 'inspect', '-f', '{{.Id}}', name),
    rows: (is) => rowsAs(networks, is),
    async reach(from, to, port) {
      const evidence: ReachEvidence[] = [];
      const asked = { from: await idOf(from), to: await idOf(to), port };
      for await (const news of networks.reach(asked, AbortSignal.timeout(WAIT_MS * 3))) {
        if (news.type === 'verdict') return { ...news.verdict, evidence };
        evidence.push(news.evidence);
      }
      throw new Error('there was no verdict');
    },
    close: () => engine.close(),
  };
}

async function rowsAs(
  networks: Networks,
  is: (rows: readonly NetworkRow[]) => boolean,
): Promise<readonly NetworkRow[]> {
  const over = new AbortController();
  const late = setTimeout(() => over.abort(), WAIT_MS);
  const rows = new Map<string, NetworkRow>();
  try {
    for await (const change of networks.watch(over.signal)) {
      if (change.type === 'upsert') for (const row of change.rows) rows.set(row.id, row);
      if (change.type === 'remove') for (const id of change.ids) rows.delete(id);
      if (change.type === 'synced' && is([...rows.values()])) return [...rows.values()];
    }
  } finally {
    clearTimeout(late);
    over.abort();
  }
  throw new Error(`not as expected, but ${JSON.stringify([...rows.values()], null, 1)}`);
}
