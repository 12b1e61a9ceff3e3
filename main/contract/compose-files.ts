import * as v from 'valibot';
import { composeErrors, composePath, composePlace } from './compose';
import { engineErrors } from './errors';
import { stream, unary } from './procedure';

const allErrors = { ...engineErrors, ...composeErrors } as const;
const text = v.pipe(v.string(), v.maxLength(1 << 20));

/** Files as they stand in the editor, unsaved; every other one is read from the disk. */
const unsaved = v.pipe(v.array(v.object({ path: composePath, text })), v.maxLength(20));
const asWritten = v.object({ place: composePlace, unsaved });

export const composeFile = v.object({
  /** Absolute. */
  path: v.string(),
  text: v.string(),
  /** Of what was read; a save that names another one is refused. */
  sha256: v.string(),
});
export type ComposeFile = v.InferOutput<typeof composeFile>;

/** Where something is wrong in a file. Lines and columns from 1, columns in UTF-16 units; a range may be empty. */
export const composeProblem = v.object({
  /** '': of none of the files. */
  path: v.string(),
  line: v.number(),
  column: v.number(),
  endLine: v.number(),
  endColumn: v.number(),
  severity: v.picklist(['error', 'warning', 'info']),
  /** `yaml`, `unknown-key`, `type`, `circular`, `unknown-service`, `missing-file`, `missing-variable`, `port`, `bind`, `image`, `config` … */
  code: v.string(),
  /** In our words; it may quote the file or the CLI, so hostile. */
  message: v.string(),
  /** What to do about it; '': it says itself. */
  advice: v.string(),
});
export type ComposeProblem = v.InferOutput<typeof composeProblem>;

export const composeVariable = v.object({
  name: v.string(),
  /** null: it has none. Masked (`••••••`) where `secret`. */
  value: v.nullable(v.string()),
  /** `environment`: of Slipway's own; `file`: of an env file (`from`); `default`: as written at its place; `none`. */
  source: v.picklist(['environment', 'file', 'default', 'none']),
  /** Absolute path of the env file; else ''. */
  from: v.string(),
  required: v.boolean(),
  /** Its name looks like that of a secret. */
  secret: v.boolean(),
  places: v.array(v.object({ path: v.string(), line: v.number(), column: v.number(), endColumn: v.number() })),
});
export type ComposeVariable = v.InferOutput<typeof composeVariable>;

export const composeCheck = v.object({
  problems: v.array(composeProblem),
  variables: v.array(composeVariable),
  /** Absolute paths of the files that count: `files` of the place, or as compose finds them, and what they include. */
  files: v.array(v.string()),
  /** What the files define, for completion; those of every file together. */
  names: v.object({
    services: v.array(v.string()),
    networks: v.array(v.string()),
    volumes: v.array(v.string()),
    configs: v.array(v.string()),
    secrets: v.array(v.string()),
    profiles: v.array(v.string()),
  }),
});
export type ComposeCheck = v.InferOutput<typeof composeCheck>;

export const planReason = v.object({
  /** A key of the service, `image`, `environment.DEBUG`, `ports`; `image-id`: the tag is another image now; `replicas`; `dependency`; `configuration`: it cannot be told which. */
  key: v.string(),
  /** Secrets are masked. Empty: there was none. */
  from: v.string(),
  to: v.string(),
});
export type PlanReason = v.InferOutput<typeof planReason>;

export const planEntry = v.object({
  kind: v.picklist(['service', 'network', 'volume']),
  name: v.string(),
  /** `orphan`: of no service of the files; up leaves it, unless orphans are removed. */
  action: v.picklist(['create', 'recreate', 'start', 'leave', 'remove', 'orphan', 'build', 'pull']),
  reasons: v.array(planReason),
  /** Names of its containers that are concerned. */
  containers: v.array(v.string()),
  /** Image must be built or pulled first. */
  first: v.picklist(['none', 'build', 'pull']),
});
export type PlanEntry = v.InferOutput<typeof planEntry>;

export const composePlan = v.object({
  /** Services in start order, then networks, then volumes. Empty where `blocked`. */
  entries: v.array(planEntry),
  /** What would make it fail, or surprise: ports taken, binds not shared, images nobody has. Those of `check` of severity `error` too. */
  problems: v.array(composeProblem),
  /** Compose refuses the files: there is no plan. */
  blocked: v.boolean(),
});
export type ComposePlan = v.InferOutput<typeof composePlan>;

export const foundCompose = v.object({
  /** Absolute, as it was given, or the folder of the file that was given. */
  folder: v.string(),
  /** In the folder and two below (not in `node_modules` and the like); each with what compose would take beside it. */
  candidates: v.array(
    v.object({ place: composePlace, name: v.string(), services: v.array(v.string()), problem: v.string() }),
  ),
  /** Root of the Git folder that it lies in; null: none. */
  gitRoot: v.nullable(v.string()),
  branch: v.string(),
});
export type FoundCompose = v.InferOutput<typeof foundCompose>;

export const composeTemplate = v.object({
  id: v.string(),
  title: v.string(),
  description: v.string(),
  images: v.array(v.string()),
  /** Relative paths and their text. */
  files: v.array(v.object({ path: v.string(), text: v.string() })),
});
export type ComposeTemplate = v.InferOutput<typeof composeTemplate>;

export const composeFiles = {
  open: unary(v.object({ path: composePath }), composeFile, composeErrors),
  /** Whole or not at all. `sha256`: of what it replaces; null: there must be none yet. */
  save: unary(v.object({ path: composePath, text, sha256: v.nullable(v.string()) }), composeFile, composeErrors),
  /** The SHA-256 of each, null: it is not there; first as they are, then when one changes. */
  watch: stream(
    v.object({ paths: v.pipe(v.array(composePath), v.maxLength(50)) }),
    v.object({ files: v.array(v.object({ path: v.string(), sha256: v.nullable(v.string()) })) }),
    {},
  ),
  /** A real parse by our own reader: fast, without the CLI or the engine. */
  check: unary(asWritten, composeCheck, composeErrors),
  /** What compose itself makes of them; its words become problems at their line where that can be told. `reveal`: secrets too. */
  config: unary(
    v.object({ ...asWritten.entries, reveal: v.boolean() }),
    v.object({ text: v.string(), problems: v.array(composeProblem) }),
    composeErrors,
  ),
  /** In YAML's own block style, comments kept; refused (`bad-wish`) for what does not parse. */
  format: unary(v.object({ text }), v.object({ text: v.string() }), composeErrors),
  /** What an up would do with them now. */
  plan: unary(
    v.object({ ...asWritten.entries, key: v.nullable(v.string()), removeOrphans: v.boolean() }),
    composePlan,
    allErrors,
  ),
  /** A folder, or a compose file. */
  find: unary(v.object({ path: composePath }), foundCompose, composeErrors),
  templates: unary(v.void(), v.object({ templates: v.array(composeTemplate) }), {}),
  /** Writes new files, never over old ones; the folder is made where it is not there. Then `keep` it. */
  create: unary(
    v.object({
      folder: composePath,
      files: v.pipe(
        v.array(v.object({ path: v.pipe(v.string(), v.nonEmpty(), v.maxLength(255)), text })),
        v.maxLength(50),
      ),
    }),
    v.object({ folder: v.string(), files: v.array(v.string()) }),
    composeErrors,
  ),
} as const;
