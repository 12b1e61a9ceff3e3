import * as v from 'valibot';
import { engineErrors, errors } from './errors';
import { stream, unary } from './procedure';

export const candidateState = v.picklist([
  'probing',
  'connected',
  'absent',
  'permission-denied',
  'refused',
  'not-responding',
  'tls-problem',
  'too-old',
  'too-new',
  'consent-needed',
  'unsupported',
  'failed',
]);
export type CandidateState = v.InferOutput<typeof candidateState>;

/** An engine that may be there. */
export const candidate = v.object({
  /** Stable over restarts: `flag`, `env`, `context:<name>`, `vm` (Slipway's own), or the URL. */
  key: v.string(),
  /** The context's name, the product's name, or the address. */
  name: v.string(),
  /** `unix:///path`, `npipe:////./pipe/x`, `tcp://host:port`; never with credentials. */
  url: v.string(),
  source: v.picklist(['flag', 'DOCKER_HOST', 'context', 'well-known', 'slipway']),
  state: candidateState,
  /** One sentence for the user: why this state. */
  reason: v.string(),
  /** A command that mends it on this system, if there is one. */
  fix: v.nullable(v.string()),
  /** Engine version and API, known once it answered. */
  version: v.nullable(v.string()),
  apiVersion: v.nullable(v.string()),
});
export type Candidate = v.InferOutput<typeof candidate>;

export const connectionState = v.picklist(['connecting', 'connected', 'disconnected', 'not-responding']);
export type ConnectionState = v.InferOutput<typeof connectionState>;

export const engineStatus = v.object({
  state: connectionState,
  /** The engine in use; null while none is known. */
  engine: v.nullable(v.object({ key: v.string(), name: v.string(), url: v.string() })),
  /** Why not connected, in one sentence; empty when connected. */
  reason: v.string(),
  /** Since when this state, ms since the epoch, by this machine's clock. */
  since: v.number(),
  /** Engine clock minus this machine's clock, ms (resolution 1 s, from the Date header). */
  clockSkewMs: v.number(),
});
export type EngineStatus = v.InferOutput<typeof engineStatus>;

export const engineState = v.object({
  status: engineStatus,
  candidates: v.array(candidate),
  /** What the user picked; null: the first that answers. */
  selected: v.nullable(v.string()),
});
export type EngineState = v.InferOutput<typeof engineState>;

/** From `/info` and `/version`; every string is the engine's own. Bytes are bytes. */
export const engineFacts = v.object({
  version: v.string(),
  apiVersion: v.string(),
  minApiVersion: v.string(),
  /** The version Slipway speaks with it. */
  negotiatedApiVersion: v.string(),
  operatingSystem: v.string(),
  osType: v.string(),
  architecture: v.string(),
  kernelVersion: v.string(),
  storageDriver: v.string(),
  loggingDriver: v.string(),
  cgroupDriver: v.string(),
  cgroupVersion: v.string(),
  cpus: v.number(),
  memoryBytes: v.number(),
  dockerRootDir: v.string(),
  containers: v.object({ total: v.number(), running: v.number(), paused: v.number(), stopped: v.number() }),
  images: v.number(),
  warnings: v.array(v.string()),
});
export type EngineFacts = v.InferOutput<typeof engineFacts>;

const usage = v.object({ count: v.number(), sizeBytes: v.number(), reclaimableBytes: v.number() });
/** From `/system/df`, with the docker CLI's formulas for what is reclaimable. */
export const diskUsage = v.object({ images: usage, containers: usage, volumes: usage, buildCache: usage });
export type DiskUsage = v.InferOutput<typeof diskUsage>;

export const engine = {
  /** The whole state at once, again on every change. */
  watch: stream(v.void(), engineState, {}),
  /** Uses this engine from now on and keeps the choice. `consent` is the explicit yes to an unencrypted remote one. */
  select: unary(v.object({ key: v.string(), consent: v.optional(v.boolean(), false) }), v.void(), {
    CONSENT_NEEDED: errors.CONSENT_NEEDED,
    UNKNOWN_ENGINE: errors.UNKNOWN_ENGINE,
  }),
  /** Looks for engines again and probes them all; resolves when each has its state. */
  rescan: unary(v.void(), v.void(), {}),
  facts: unary(v.void(), engineFacts, engineErrors),
  /** Slow on big engines: asked on demand only. */
  diskUsage: unary(v.void(), diskUsage, engineErrors),
} as const;
