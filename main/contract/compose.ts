import * as v from 'valibot';
import { composeFault } from './compose-fault';
import { composeRun, composeVerb, composeWish, composeWord, runReport } from './compose-runs';
import { engineErrors } from './errors';
import { stream, unary } from './procedure';
import { rowChange } from './rows';

export const composeErrors = { COMPOSE_FAULT: composeFault } as const;
const allErrors = { ...engineErrors, ...composeErrors } as const;

/** On the machine where Slipway runs. */
export const composePath = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(4096));
export const composeCli = v.object({
  /** `plugin`: `docker compose`; `standalone`: a `docker-compose`; `none`: there is none that can be used. */
  kind: v.picklist(['plugin', 'standalone', 'none']),
  version: v.string(),
  /** Absolute path of the program that is started; '': none. */
  program: v.string(),
  /** What is missing or old about it, and what to install; '': nothing. */
  remark: v.string(),
  /** It has `watch`. */
  watch: v.boolean(),
  /** It is of the second line: `--wait`, `--dry-run`, `up --pull`, `include`, `develop` … */
  second: v.boolean(),
});
export type ComposeCli = v.InferOutput<typeof composeCli>;

/** How compose is called for a project. */
export const composePlace = v.object({
  /** `--project-name`; '': by compose's own rule (the file's `name`, then the folder's). */
  name: composeWord,
  /** `--project-directory`. */
  folder: composePath,
  /** `-f`, absolute, in their order; none: as compose finds them in the folder. */
  files: v.pipe(v.array(composePath), v.maxLength(50)),
  /** `--env-file`, absolute; none: `.env` of the folder where there is one. */
  envFiles: v.pipe(v.array(composePath), v.maxLength(20)),
  profiles: v.pipe(v.array(composeWord), v.maxLength(100)),
});
export type ComposePlace = v.InferOutput<typeof composePlace>;

export const composeHealth = v.picklist(['none', 'starting', 'healthy', 'unhealthy']);
export type ComposeHealth = v.InferOutput<typeof composeHealth>;

export const composePort = v.object({
  service: v.string(),
  /** '': every address. */
  hostIp: v.string(),
  hostPort: v.number(),
  containerPort: v.number(),
  protocol: v.string(),
});
export type ComposePort = v.InferOutput<typeof composePort>;

export const projectProblem = v.object({
  /**
   * `missing`: a file or the folder is not there any more; `same-name`: another project of the list has this name, so both are the
   * same containers; `other-place`: its containers were made from other files (`subject`); `unread`: the files cannot be read as
   * compose files (`detail`: why); `unknown-place`: its containers do not say where its files are.
   */
  kind: v.picklist(['missing', 'same-name', 'other-place', 'unread', 'unknown-place']),
  subject: v.string(),
  detail: v.string(),
});
export type ProjectProblem = v.InferOutput<typeof projectProblem>;

/** One project: known from labels of containers, or kept because its user added it, or both. All strings but `key` may be hostile. */
export const projectRow = v.object({
  /** For good, as long as it is known; usually its name. */
  key: v.string(),
  /** As compose calls it. */
  name: v.string(),
  place: v.nullable(composePlace),
  /** Its user added it, or changed how it is called: it stays when it has no containers. */
  kept: v.boolean(),
  /**
   * `running`: every service that has a container runs (one that ended with 0 and is not restarted counts as done); `partial`: some do;
   * `stopped`: none; `down`: there are no containers.
   */
  state: v.picklist(['running', 'partial', 'stopped', 'down']),
  /** `total`: in the files, with its profiles; null: they cannot be read. `known`: with a container. */
  services: v.object({ running: v.number(), known: v.number(), total: v.nullable(v.number()) }),
  containers: v.number(),
  /** The worst of all. */
  health: composeHealth,
  ports: v.array(composePort),
  /** Containers of services that the files do not have. */
  orphans: v.number(),
  problems: v.array(projectProblem),
  /** Of what is being done to it now; null: nothing. */
  run: v.nullable(v.object({ id: v.string(), verb: composeVerb })),
});
export type ProjectRow = v.InferOutput<typeof projectRow>;

export const projectContainer = v.object({
  id: v.string(),
  name: v.string(),
  number: v.number(),
  /** Made by `run`. */
  oneOff: v.boolean(),
  /** Docker's: `running`, `exited` … */
  state: v.string(),
  /** Docker's words: `Up 2 minutes (healthy)`. */
  status: v.string(),
  health: composeHealth,
  /** Of one that ended; null: not ended, or not known. */
  exitCode: v.nullable(v.number()),
  image: v.string(),
  ports: v.array(composePort),
});
export type ProjectContainer = v.InferOutput<typeof projectContainer>;

export const serviceDependency = v.object({
  service: v.string(),
  condition: v.picklist(['started', 'healthy', 'completed']),
  required: v.boolean(),
});

export const projectService = v.object({
  name: v.string(),
  /** As the file says it; else as its containers do. */
  image: v.string(),
  builds: v.boolean(),
  /** Whether the files have it; one that only has containers is an orphan. */
  inFiles: v.boolean(),
  /** Whether the chosen profiles have it. */
  enabled: v.boolean(),
  profiles: v.array(v.string()),
  /** As the file wishes. */
  replicas: v.number(),
  healthcheck: v.boolean(),
  dependsOn: v.array(serviceDependency),
  /** From 0: those of one level start side by side, after the levels before. In a circle: null. */
  level: v.nullable(v.number()),
  containers: v.array(projectContainer),
});
export type ProjectService = v.InferOutput<typeof projectService>;

/** A network or volume, of the files or of the engine by its labels. */
export const projectPart = v.object({
  kind: v.picklist(['network', 'volume']),
  /** Its key in the file; '': the file does not have it. */
  key: v.string(),
  /** What the engine calls it, or would. */
  name: v.string(),
  external: v.boolean(),
  exists: v.boolean(),
  driver: v.string(),
  /** Services of the files, and of containers. */
  services: v.array(v.string()),
});
export type ProjectPart = v.InferOutput<typeof projectPart>;

export const projectDetails = v.object({
  row: projectRow,
  /** In start order, then by name. */
  services: v.array(projectService),
  parts: v.array(projectPart),
  /** Absolute paths of the files as they are used now: those of `place`, or as compose found them. */
  files: v.array(v.string()),
  /** All that the files know. */
  profiles: v.array(v.string()),
  /** The engine is out of reach: what is said of containers is the last known. */
  stale: v.boolean(),
});
export type ProjectDetails = v.InferOutput<typeof projectDetails>;

export const projectEvent = v.object({
  /** From 1, rising. */
  seq: v.number(),
  /** ms since the epoch, engine clock. */
  timeMs: v.number(),
  service: v.string(),
  /** Container, network or volume. */
  type: v.string(),
  name: v.string(),
  /** Docker's: `start`, `die`, `health_status: healthy`. */
  action: v.string(),
  exitCode: v.nullable(v.number()),
});
export type ProjectEvent = v.InferOutput<typeof projectEvent>;

const byKey = v.object({ key: v.string() });
const byId = v.object({ id: v.string() });

/** What a `down` with volumes takes with it. */
export const downLoss = v.object({
  volumes: v.array(
    v.object({
      name: v.string(),
      anonymous: v.boolean(),
      /** null: not told. */ bytes: v.nullable(v.number()),
      services: v.array(v.string()),
    }),
  ),
});
export type DownLoss = v.InferOutput<typeof downLoss>;

export const compose = {
  cli: unary(v.void(), composeCli, {}),
  /** All projects; keys are ids. */
  watch: stream(v.void(), rowChange(projectRow), {}),
  /** One of them, whole each time it changes. */
  project: stream(byKey, projectDetails, composeErrors),
  /** Since Slipway runs, the last 1,000 of them; each item is what came since the last. */
  events: stream(byKey, v.object({ events: v.array(projectEvent) }), composeErrors),
  /** Keeps it, new or changed; `key` null: a new one. */
  keep: unary(v.object({ key: v.nullable(v.string()), place: composePlace }), byKey, composeErrors),
  /** Neither containers nor files are touched; one with containers stays in the list. */
  forget: unary(byKey, v.void(), composeErrors),
  start: unary(v.object({ key: v.string(), wish: composeWish }), byId, allErrors),
  /** The line that `start` would start. */
  command: unary(v.object({ key: v.string(), wish: composeWish }), v.object({ line: v.string() }), composeErrors),
  downLoss: unary(byKey, downLoss, allErrors),
  /** Those under way and the last ones. */
  runs: stream(v.void(), rowChange(composeRun), {}),
  report: stream(byId, runReport, composeErrors),
  cancel: unary(byId, v.void(), {}),
  /** Out of the history; without `id` all that are over. */
  forgetRun: unary(v.object({ id: v.nullable(v.string()) }), v.void(), {}),
} as const;
