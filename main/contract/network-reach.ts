import * as v from 'valibot';

/** A port of a container; only TCP ports can be tested. */
export const ownPort = v.object({
  port: v.number(),
  /** `published` on the host, `exposed` by the image or the container, `listening`: something inside does so now. */
  sources: v.array(v.picklist(['published', 'exposed', 'listening'])),
  /** It listens on 127.0.0.1 or ::1 only. */
  loopbackOnly: v.boolean(),
});
export type OwnPort = v.InferOutput<typeof ownPort>;

const state = v.object({ name: v.string(), running: v.boolean(), paused: v.boolean() });

/** A network both are in. */
export const sharedNetwork = v.object({
  id: v.string(),
  name: v.string(),
  driver: v.string(),
  internal: v.boolean(),
  /** Names resolve in it: not so in the engine's default bridge. */
  dns: v.boolean(),
  /** Inter-container communication is switched off. */
  isolated: v.boolean(),
});
export type SharedNetwork = v.InferOutput<typeof sharedNetwork>;

/** How a try to connect ended. `unknown`: no tool for it was found. */
export const connectOutcome = v.picklist(['connected', 'refused', 'timeout', 'unreachable', 'failed', 'unknown']);
export type ConnectOutcome = v.InferOutput<typeof connectOutcome>;

/** Where on the host's or B's side an address lies. */
export const addressKind = v.picklist(['network', 'shared-namespace', 'host', 'published', 'other-network']);

/** One link of the chain. `cli` is the docker line that shows the same; '' where there is none. All strings are hostile. */
export const reachEvidence = v.variant('kind', [
  v.object({ kind: v.literal('states'), from: state, to: state }),
  v.object({
    kind: v.literal('networks'),
    shared: v.array(sharedNetwork),
    /** Names of each one's networks. */
    from: v.array(v.string()),
    to: v.array(v.string()),
    /** Both live in one network namespace. */
    same: v.boolean(),
    cli: v.string(),
  }),
  v.object({
    kind: v.literal('listening'),
    port: v.number(),
    /** Addresses it listens on, inside B; `0.0.0.0` and `::` are all. */
    at: v.array(v.string()),
    /** `unknown`: nothing could look. */
    where: v.picklist(['all', 'some', 'loopback', 'nowhere', 'unknown']),
    detail: v.string(),
    cli: v.string(),
  }),
  v.object({
    kind: v.literal('names'),
    /** `right`: at least one of B's addresses in a shared network came back. */
    names: v.array(v.object({ name: v.string(), addresses: v.array(v.string()), right: v.boolean() })),
    cli: v.string(),
  }),
  v.object({
    kind: v.literal('connects'),
    tries: v.array(
      v.object({
        address: v.string(),
        port: v.number(),
        where: addressKind,
        /** Name of the network; '': none. */
        network: v.string(),
        outcome: connectOutcome,
        /** The tool's own words. */
        detail: v.string(),
      }),
    ),
    /** What tried: `nc in web`, `nc in a helper of slipway/busybox:1`; '' where nothing could. */
    by: v.string(),
    cli: v.string(),
  }),
]);
export type ReachEvidence = v.InferOutput<typeof reachEvidence>;

export const reachReason = v.picklist([
  /** It is reached. */
  'reached',
  /** Not directly, but over a port published on the host. */
  'only-published',
  'from-not-running',
  'to-not-running',
  'from-no-network',
  'to-no-network',
  'different-networks',
  'internal-network',
  'nothing-listens',
  'loopback-only',
  'other-address',
  'icc-disabled',
  'dropped',
  'refused',
  'no-tool',
  'unknown',
]);
export type ReachReason = v.InferOutput<typeof reachReason>;

export const reachAdvice = v.variant('kind', [
  v.object({
    kind: v.literal('connect'),
    container: v.string(),
    containerName: v.string(),
    network: v.string(),
    networkName: v.string(),
    cli: v.string(),
  }),
  v.object({ kind: v.literal('start'), container: v.string(), containerName: v.string(), cli: v.string() }),
]);
export type ReachAdvice = v.InferOutput<typeof reachAdvice>;

export const reachVerdict = v.object({
  reachable: v.picklist(['yes', 'no', 'unknown']),
  reason: reachReason,
  /** `name:port` and `address:port` that work, the best first. */
  ways: v.array(v.string()),
  /** It is reached by address, and no name leads there. */
  noName: v.boolean(),
  advice: v.array(reachAdvice),
});
export type ReachVerdict = v.InferOutput<typeof reachVerdict>;

/** The evidence as it is found, then the verdict. */
export const reachNews = v.variant('type', [
  v.object({ type: v.literal('evidence'), evidence: reachEvidence }),
  v.object({ type: v.literal('verdict'), verdict: reachVerdict }),
]);
export type ReachNews = v.InferOutput<typeof reachNews>;
