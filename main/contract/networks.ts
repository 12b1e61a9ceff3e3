import * as v from 'valibot';
import { containerState, jobProgress, port } from './containers';
import { engineErrors, errors } from './errors';
import { ownPort, reachNews } from './network-reach';
import { stream, unary } from './procedure';
import { rowChange } from './rows';

/** Strings are the engine's and hostile: a network's name may hold anything. Addresses without their prefix length. */

/** A container's place in a network. */
export const endpoint = v.object({
  /** Of the container. */
  id: v.string(),
  name: v.string(),
  state: containerState,
  /** '': none, as of a container that does not run. */
  ipv4: v.string(),
  ipv6: v.string(),
  mac: v.string(),
});
export type Endpoint = v.InferOutput<typeof endpoint>;

/** One subnet with what is set aside in it; '' where nothing is said. */
export const subnet = v.object({
  /** `172.18.0.0/16` */
  subnet: v.string(),
  ipRange: v.string(),
  gateway: v.string(),
  auxAddresses: v.array(v.object({ name: v.string(), address: v.string() })),
});
export type Subnet = v.InferOutput<typeof subnet>;

export const networkRow = v.object({
  id: v.string(),
  name: v.string(),
  driver: v.string(),
  /** `local`, `swarm`, `global` */
  scope: v.string(),
  /** ms since the epoch, engine clock; null: not told. */
  created: v.nullable(v.number()),
  ipamDriver: v.string(),
  subnets: v.array(subnet),
  ipv6: v.boolean(),
  internal: v.boolean(),
  attachable: v.boolean(),
  ingress: v.boolean(),
  labels: v.record(v.string(), v.string()),
  options: v.record(v.string(), v.string()),
  /** Compose project, from the labels. */
  project: v.nullable(v.string()),
  /** The engine's own, `bridge`, `host`, `none` and the like: it cannot be deleted. */
  predefined: v.boolean(),
  endpoints: v.array(endpoint),
});
export type NetworkRow = v.InferOutput<typeof networkRow>;

/** A container as the network map shows it. */
export const sandbox = v.object({
  id: v.string(),
  name: v.string(),
  state: containerState,
  image: v.string(),
  project: v.nullable(v.string()),
  service: v.nullable(v.string()),
  /** `own`: a network namespace of its own; `joined`: that of another container. */
  mode: v.picklist(['own', 'host', 'none', 'joined']),
  /** Id of the container whose namespace it shares; null: none, or one that is gone. */
  joins: v.nullable(v.string()),
  ports: v.array(port),
  endpoints: v.array(v.object({ networkId: v.string(), ipv4: v.string(), ipv6: v.string() })),
});
export type Sandbox = v.InferOutput<typeof sandbox>;

const text = v.pipe(v.string(), v.maxLength(4096));
const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(512));
const pairs = v.pipe(v.array(v.object({ name: text, value: text })), v.maxLength(500));

/** A network as it is wished for: the fields of `docker network create`. */
export const networkWish = v.object({
  name: text,
  driver: text,
  /** `-o` */
  options: pairs,
  internal: v.boolean(),
  attachable: v.boolean(),
  ipv6: v.boolean(),
  /** Empty: the engine chooses. '' in a field: the engine chooses that. */
  ipam: v.pipe(
    v.array(
      v.object({
        subnet: text,
        ipRange: text,
        gateway: text,
        auxAddresses: v.pipe(v.array(v.object({ name: text, address: text })), v.maxLength(200)),
      }),
    ),
    v.maxLength(64),
  ),
  labels: pairs,
});
export type NetworkWish = v.InferOutput<typeof networkWish>;

export const attachWish = v.object({
  network: id,
  container: id,
  aliases: v.pipe(v.array(text), v.maxLength(100)),
  /** '': the engine's choice. */
  ipv4: text,
  ipv6: text,
});
export type AttachWish = v.InferOutput<typeof attachWish>;

/** What is wrong with a wish. `path` names the field: `name`, `ipam.0.gateway`, `options.mtu`, `ipv4`; '' is the whole. */
export const networkProblem = v.object({
  path: v.string(),
  /** May hold engine text. */
  message: v.string(),
  /** `warning`: it can be made all the same. */
  severity: v.picklist(['error', 'warning']),
});
export type NetworkProblem = v.InferOutput<typeof networkProblem>;

const plan = v.object({
  problems: v.array(networkProblem),
  /** The docker CLI line that does the same. */
  cli: v.string(),
});

/** What the engine can make. */
export const networkGround = v.object({
  /** Drivers, but those of which there can be no second network. `overlay` only in an active swarm. */
  drivers: v.array(v.string()),
  swarm: v.boolean(),
  /** Subnets of this computer's own interfaces, when the engine runs on it. */
  host: v.array(v.object({ interface: v.string(), subnet: v.string() })),
  /** Subnets that nothing uses. */
  free: v.object({ ipv4: v.string(), ipv6: v.string() }),
});
export type NetworkGround = v.InferOutput<typeof networkGround>;

/** What only a container's own inspect tells of its endpoint. */
export const endpointNames = v.object({
  id: v.string(),
  aliases: v.array(v.string()),
  /** The address that was asked for; '': the engine's choice. */
  fixedIpv4: v.string(),
  fixedIpv6: v.string(),
});
export type EndpointNames = v.InferOutput<typeof endpointNames>;

const wishErrors = { ...engineErrors, NETWORK_PROBLEMS: errors.NETWORK_PROBLEMS } as const;
const pair = v.object({ network: id, container: id });

export const networks = {
  watch: stream(v.void(), rowChange(networkRow), {}),
  /** All containers, as the map shows them. */
  sandboxes: stream(v.void(), rowChange(sandbox), {}),
  /** The engine's `/networks/{id}` as JSON text, unchanged. */
  inspect: unary(v.object({ id }), v.object({ json: v.string() }), engineErrors),
  ground: unary(v.void(), networkGround, engineErrors),
  /** Of at most 200 containers in a network. */
  endpointNames: unary(v.object({ id }), v.array(endpointNames), engineErrors),
  plan: unary(networkWish, plan, engineErrors),
  create: unary(networkWish, v.object({ id: v.string(), warning: v.string() }), wishErrors),
  attachPlan: unary(attachWish, plan, engineErrors),
  connect: unary(attachWish, v.void(), wishErrors),
  /** `force`: also where the container is gone. */
  disconnect: unary(v.object({ ...pair.entries, force: v.optional(v.boolean(), false) }), v.void(), engineErrors),
  /**
   * Exactly these, one after the other; cancelling begins no more of them. `disconnect`: containers in them are disconnected
   * first, else the engine refuses.
   */
  remove: stream(
    v.object({
      ids: v.pipe(v.array(id), v.minLength(1), v.maxLength(5000)),
      disconnect: v.optional(v.boolean(), false),
    }),
    jobProgress,
    engineErrors,
  ),
  /** Ports that a container may be reached on: published, exposed, and those that something inside listens on now. */
  ports: unary(v.object({ id }), v.array(ownPort), engineErrors),
  /** Whether one container can reach another on a TCP port, tried from the first one's network namespace. */
  reach: stream(
    v.object({ from: id, to: id, port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)) }),
    reachNews,
    engineErrors,
  ),
} as const;
