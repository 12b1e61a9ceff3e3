import type { NetworkRow, Sandbox } from '../../../../main/contract/networks';

/** What the map draws: networks, and the containers in them. */
export interface Graph {
  readonly networks: readonly NetworkRow[];
  readonly sandboxes: readonly Sandbox[];
  /** Ids of the networks of each container, its owner's where it shares another one's namespace. */
  readonly networksOf: ReadonlyMap<string, readonly string[]>;
}

/** Owners may share in turn, and hostile answers may go in circles. */
const MOST_STEPS = 8;

/** The container whose namespace it lives in. */
export function ownerOf(sandbox: Sandbox, all: ReadonlyMap<string, Sandbox>): Sandbox {
  let owner = sandbox;
  for (let step = 0; step < MOST_STEPS && owner.joins !== null; step++)
    owner = all.get(owner.joins) ?? { ...owner, joins: null };
  return owner;
}

export function graphOf(networks: ReadonlyMap<string, NetworkRow>, sandboxes: ReadonlyMap<string, Sandbox>): Graph {
  const networksOf = new Map<string, readonly string[]>();
  for (const sandbox of sandboxes.values()) {
    const ids = ownerOf(sandbox, sandboxes).endpoints.map(({ networkId }) => networkId);
    networksOf.set(sandbox.id, [...new Set(ids.filter((id) => networks.has(id)))].sort());
  }
  return { networks: [...networks.values()], sandboxes: [...sandboxes.values()], networksOf };
}
