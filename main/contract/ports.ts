import * as v from 'valibot';
import { engineErrors } from './errors';
import { stream, unary } from './procedure';
import { rowChange } from './rows';

/**
 * Where the engine's published ports are: `here`, on this computer; `machine`, on this computer by the forwards of Slipway's
 * own machine; `elsewhere`, on another one, whose processes cannot be seen.
 */
export const portsPlace = v.picklist(['here', 'machine', 'elsewhere']);
export type PortsPlace = v.InferOutput<typeof portsPlace>;

export const portProblemKind = v.picklist([
  /** A container that is not running wants it, and another one has it: it cannot start. `who`: the other. */
  'taken-by-container',
  /** The same, and a program of this computer has it. */
  'taken-by-process',
  /** Another container that is not running wants it too: only one of them can run. */
  'shared-wish',
  /** A container that is not running wants what this one has. */
  'wanted-by',
  /** Its last start failed over this port. `detail`: the engine's words. */
  'start-failed',
  /** Published, and another program of this computer listens at the same address. */
  'foreign-process',
  /** Published on one family of addresses (IPv4 or IPv6), and another program listens on the other. */
  'other-family',
  /** Published, but nothing listens at the port inside the container. */
  'nobody-listens',
  /** Published, but what listens inside hears its own loopback only. */
  'loopback-only',
  /** Slipway's machine could not forward it. `detail`: why. */
  'not-forwarded',
]);
export type PortProblemKind = v.InferOutput<typeof portProblemKind>;

export const portProblem = v.object({
  kind: portProblemKind,
  /** A container's name or `nginx (process 12)`; hostile; empty where nobody is meant. */
  who: v.string(),
  /** Of the container that is meant. */
  whoId: v.nullable(v.string()),
  /** Somebody else's words, hostile; mostly empty. */
  detail: v.string(),
});
export type PortProblem = v.InferOutput<typeof portProblem>;

/**
 * What the look inside the container said: `unknown`, nobody has looked yet; `untold`, it cannot be told (no `cat` inside,
 * paused, or another protocol).
 */
export const insideView = v.picklist(['unknown', 'listening', 'loopback', 'nobody', 'untold']);
export type InsideView = v.InferOutput<typeof insideView>;

/** A port of the host that is had or wanted. Strings are hostile. */
export const portRow = v.object({
  key: v.string(),
  /** `tcp`, `udp`, `sctp`. */
  protocol: v.string(),
  hostPort: v.number(),
  /** As the engine or the system says them; `''` stands for every address. */
  hostIps: v.array(v.string()),
  container: v.nullable(
    v.object({
      id: v.string(),
      name: v.string(),
      state: v.string(),
      /** Whether it has the port now; else it would have it if it were started. */
      holds: v.boolean(),
      containerPort: v.number(),
      /** It shares the network of the host: its program has the port itself. */
      hostNetwork: v.boolean(),
    }),
  ),
  /** What listens on this computer; null: nothing, or not known. A null pid: the system does not tell this user. */
  process: v.nullable(v.object({ pid: v.nullable(v.number()), name: v.string() })),
  inside: insideView,
  problems: v.array(portProblem),
});
export type PortRow = v.InferOutput<typeof portRow>;

export const portRange = v.object({
  /**
   * `privileged`: below it a program needs rights of its own. `ephemeral`: the system gives these to outgoing connections.
   * `reserved`: kept out of that by the administrator. `excluded`: Windows gives them to nobody.
   */
  kind: v.picklist(['privileged', 'ephemeral', 'reserved', 'excluded']),
  from: v.number(),
  to: v.number(),
});
export type PortRange = v.InferOutput<typeof portRange>;

const portNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
const protocol = v.picklist(['tcp', 'udp', 'sctp']);

export const wantedPort = v.object({
  /** `''`: every address. */
  hostIp: v.pipe(v.string(), v.maxLength(64)),
  hostPort: portNumber,
  protocol,
});
export type WantedPort = v.InferOutput<typeof wantedPort>;

export const takenPort = v.object({
  /** Place in what was asked. */
  index: v.number(),
  /** Who has it, for a sentence: `the container web`, `nginx (process 12)`. Hostile. */
  by: v.string(),
  container: v.nullable(v.object({ id: v.string(), name: v.string() })),
  process: v.nullable(v.object({ pid: v.nullable(v.number()), name: v.string() })),
});
export type TakenPort = v.InferOutput<typeof takenPort>;

export const portsCheck = v.object({
  taken: v.array(takenPort),
  /** For each that was asked: itself where it is free, else a free one near it. */
  free: v.array(v.number()),
});
export type PortsCheck = v.InferOutput<typeof portsCheck>;

const ids = v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.maxLength(1000));

export const ports = {
  /**
   * Every port of the host that containers have or want, and that programs of this computer hold. Told anew on the engine's
   * events and after `refresh`; of the programs nothing else tells.
   */
  watch: stream(v.void(), rowChange(portRow), {}),
  /** Reads everything again, for all who watch. */
  refresh: unary(v.void(), v.void(), {}),
  surroundings: unary(
    v.void(),
    v.object({
      place: portsPlace,
      ranges: v.array(portRange),
      /** Why the programs of this computer are not told; empty where they are, or are not asked for. */
      problem: v.string(),
    }),
    {},
  ),
  /** Looks into these running containers, or into all that publish a port, for who listens there; the watch tells. */
  examine: unary(v.object({ ids: v.nullable(ids) }), v.void(), engineErrors),
  /** Whether a container could have these ports now. `exceptContainer`: its own ones do not count. */
  check: unary(
    v.object({ wanted: v.pipe(v.array(wantedPort), v.maxLength(1000)), exceptContainer: v.nullable(v.string()) }),
    portsCheck,
    engineErrors,
  ),
  /** A port that nobody has or wants, the wished one or the next above it. */
  free: unary(v.object({ near: portNumber, protocol }), v.object({ port: v.number() }), engineErrors),
} as const;
