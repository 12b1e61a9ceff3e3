import * as v from 'valibot';
import { engineErrors, errors as named } from './errors';
import { stream, unary } from './procedure';
import { rowChange } from './rows';
import { transferTicket } from './transfers';
import { backupFile, backupPlan, planState } from './volume-backups';

const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024));
const texts = v.record(v.string(), v.string());

/** A container that mounts a volume; those of Slipway's own are left out. */
export const volumeUser = v.object({
  id: v.string(),
  name: v.string(),
  /** Where it is mounted in it. */
  path: v.string(),
  /** Running or paused. */
  running: v.boolean(),
  readOnly: v.boolean(),
});
export type VolumeUser = v.InferOutput<typeof volumeUser>;

/** One line of the list. All strings are the engine's and hostile, cut to `ROW_TEXT_LIMIT`. */
export const volumeRow = v.object({
  /** Stands for it everywhere. */
  name: v.string(),
  driver: v.string(),
  /** `local`, `global`; empty where the engine does not say. */
  scope: v.string(),
  /** ms since the epoch by the engine's clock; null: it does not say. */
  created: v.nullable(v.number()),
  labels: texts,
  options: texts,
  mountpoint: v.string(),
  usedBy: v.array(volumeUser),
  /** Nobody named it: the engine made it for a container. */
  anonymous: v.boolean(),
  /** Compose project, and the volume's name in its file; null: none. */
  project: v.nullable(v.string()),
  composeName: v.nullable(v.string()),
});
export type VolumeRow = v.InferOutput<typeof volumeRow>;

export const volumeSpec = v.object({
  /** Empty: the engine makes one up. */
  name: v.pipe(v.string(), v.maxLength(255)),
  driver: v.pipe(v.string(), v.nonEmpty(), v.maxLength(255)),
  options: texts,
  labels: texts,
});
export type VolumeSpec = v.InferInput<typeof volumeSpec>;

/** null where the engine cannot tell: of drivers that are not its own. */
export const volumeSizes = v.object({
  /** When they were measured, ms since the epoch by this machine's clock. */
  measuredAt: v.number(),
  sizes: v.array(v.object({ name: v.string(), bytes: v.nullable(v.number()) })),
});
export type VolumeSizes = v.InferOutput<typeof volumeSizes>;

/** One volume's part of a removal. `skipped`: not begun when it was cancelled. */
export const removalProgress = v.object({
  name: v.string(),
  outcome: v.picklist(['keeping', 'removing', 'done', 'failed', 'skipped']),
  /** On failure the engine's own words, or ours where the engine gave none. */
  message: v.string(),
});
export type RemovalProgress = v.InferOutput<typeof removalProgress>;

export const volumeWorkKind = v.picklist(['clone', 'empty', 'export', 'import', 'backup', 'restore', 'check']);
export type VolumeWorkKind = v.InferOutput<typeof volumeWorkKind>;

/** Something that takes a while. It goes on when the page is gone, an export to and an import from the page excepted. */
export const volumeWork = v.object({
  id: v.string(),
  kind: volumeWorkKind,
  volume: v.string(),
  /** The new volume, or the file. */
  target: v.string(),
  state: v.picklist(['running', 'done', 'failed', 'cancelled']),
  /** What is done at the moment, in words; when it is over: what there is to know. */
  note: v.string(),
  /** Of the tar, as they passed. */
  bytes: v.number(),
  total: v.nullable(v.number()),
  /** Of the file, hex; once it is whole. */
  sha256: v.nullable(v.string()),
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  /** Of a failed one: an error as calls throw it. */
  failure: v.nullable(v.object({ code: v.string(), message: v.string(), data: v.unknown() })),
});
export type VolumeWork = v.InferOutput<typeof volumeWork>;

export const workState = v.object({
  /** The newest last; of those that are over the last few. */
  works: v.array(volumeWork),
  /** Of the engine in use. */
  plans: v.array(planState),
  /** What happened while nobody looked, in words; until it is dismissed. */
  notices: v.array(v.object({ id: v.string(), text: v.string() })),
});
export type WorkState = v.InferOutput<typeof workState>;

const sha256 = v.pipe(v.string(), v.toLowerCase(), v.regex(/^[0-9a-f]{64}$/, 'A SHA-256 has 64 hexadecimal digits.'));

/** Whether the running containers that use the volume are paused meanwhile. */
const pause = v.boolean();

const cloneWish = v.object({ name, to: name, pause });
const exportWish = v.object({ name, gzip: v.boolean(), pause });
const importWish = v.object({
  name,
  /** The volume is made for it, with the engine's own driver, and removed again when the import fails. */
  fresh: v.boolean(),
  /** What is in it is deleted first. */
  empty: v.boolean(),
  pause,
  /** Of the file. */
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** What the file must have; null: whatever it has. */
  sha256: v.nullable(sha256),
});
export type ImportWish = v.InferOutput<typeof importWish>;

const restoreWish = v.object({
  /** Whose backup. */
  name,
  file: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024)),
  /** Into this one; it is the volume itself, which is emptied first, or a new one. */
  to: name,
});

/** What there is a docker CLI line for. */
const cliWish = v.variant('action', [
  v.object({ action: v.literal('create'), spec: volumeSpec }),
  v.object({ action: v.literal('remove'), names: v.array(name) }),
  v.object({ action: v.literal('clone'), name, to: name }),
  v.object({ action: v.literal('export'), name, gzip: v.boolean() }),
  v.object({ action: v.literal('import'), name }),
  v.object({ action: v.literal('empty'), name }),
]);
export type VolumeCliWish = v.InferOutput<typeof cliWish>;

const errors = { ...engineErrors, FILE_FAULT: named.FILE_FAULT, VOLUME_FAULT: named.VOLUME_FAULT };
const byName = v.object({ name });
const byId = v.object({ id: v.string() });
const begun = v.object({ work: v.string() });

export const volumes = {
  watch: stream(v.void(), rowChange(volumeRow), {}),
  /** Volume drivers of the engine; whether there is a bin that deleted volumes can be kept in. */
  abilities: unary(v.void(), v.object({ drivers: v.array(v.string()), bin: v.boolean() }), engineErrors),
  /** Measured now: the engine walks through all of them, which may take minutes. */
  sizes: unary(v.void(), volumeSizes, engineErrors),
  /** VOLUME_FAULT `exists` where the engine would have given another one silently. */
  create: unary(volumeSpec, v.object({ name: v.string() }), errors),
  cli: unary(cliWish, v.string(), {}),
  /** One by one; cancelling begins no more of them. `keep`: in the bin. */
  remove: stream(
    v.object({ names: v.pipe(v.array(name), v.minLength(1), v.maxLength(20_000)), keep: v.boolean() }),
    removalProgress,
    engineErrors,
  ),
  work: stream(v.void(), workState, {}),
  cancel: unary(byId, v.void(), {}),
  /** Of a work that is over, or of a notice. */
  dismiss: unary(byId, v.void(), {}),
  /** Into a new volume of the same driver, options and labels. */
  clone: unary(cloneWish, begun, errors),
  empty: unary(byName, begun, errors),
  export: unary(exportWish, transferTicket, errors),
  import: unary(importWish, transferTicket, errors),
  /** null: no plan any more; its backups stay. */
  setPlan: unary(v.object({ name, plan: v.nullable(backupPlan) }), v.void(), errors),
  /** Whether backups can be written to a folder: VOLUME_FAULT `folder` says why not. */
  checkFolder: unary(v.object({ name, folder: backupPlan.entries.folder }), v.void(), errors),
  /** Those in the folder of its plan, the newest first. */
  backups: unary(byName, v.array(backupFile), errors),
  backUp: unary(byName, begun, errors),
  /** Reads the whole file: its checksum, and that its tar does not break off. */
  check: unary(v.object({ name, file: v.string() }), begun, errors),
  restore: unary(restoreWish, begun, errors),
  removeBackup: unary(v.object({ name, file: v.string() }), v.void(), errors),
} as const;
