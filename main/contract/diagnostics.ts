import * as v from 'valibot';
import { stream, unary } from './procedure';
import { transferTicket } from './transfers';

/** Numbers stay what they are: users and reports name them. A check that is dropped leaves a gap. */
export const checkIds = [
  ...(['D01', 'D02', 'D03', 'D04', 'D05', 'D06', 'D07', 'D08', 'D09', 'D10'] as const),
  ...(['D11', 'D12', 'D13', 'D14', 'D15', 'D16', 'D17', 'D18', 'D19', 'D20'] as const),
  ...(['D21', 'D22'] as const),
] as const;
export const checkId = v.picklist(checkIds);
export type CheckId = v.InferOutput<typeof checkId>;

/** `skipped`: there was nothing to look at; `detail` says why. */
export const checkState = v.picklist(['running', 'ok', 'warn', 'fail', 'skipped']);
export type CheckState = v.InferOutput<typeof checkState>;

export const checkRepair = v.object({
  /** `run`: Slipway does it by `diagnostics.repair`; `copy`: the user does, in a terminal; `show`: a view of Slipway has it. */
  kind: v.picklist(['run', 'copy', 'show']),
  label: v.string(),
  /** What is run, or what to run; '': there is no such line. */
  command: v.string(),
  /** Address of the view, with `show`; else ''. */
  route: v.string(),
});
export type CheckRepair = v.InferOutput<typeof checkRepair>;

/** One self-test's result. Texts may hold what others said (the engine, a program): hostile. Secrets are masked. */
export const checkResult = v.object({
  id: checkId,
  title: v.string(),
  state: checkState,
  /** What was looked at and found, a line each: paths, modes, figures, the other side's words. */
  evidence: v.pipe(v.array(v.string()), v.readonly()),
  /** What it means and what to do, in a sentence or two; '': nothing to say. */
  detail: v.string(),
  repair: v.nullable(checkRepair),
  /** What the check took, ms. */
  durationMs: v.number(),
});
export type CheckResult = v.InferOutput<typeof checkResult>;

/** One file of a bug bundle, as it would be saved. */
export const bundleFile = v.object({
  name: v.string(),
  /** What it is, in a few words. */
  about: v.string(),
  /** Of its text in UTF-8. */
  bytes: v.number(),
  /** Places where something was masked. */
  masked: v.number(),
  /** Left out unless the user takes it in. */
  optional: v.boolean(),
});
export type BundleFile = v.InferOutput<typeof bundleFile>;

export const bundle = v.object({ id: v.string(), madeAt: v.number(), files: v.array(bundleFile) });
export type Bundle = v.InferOutput<typeof bundle>;

const fileName = v.pipe(v.string(), v.maxLength(200));

export const logLevel = v.picklist(['error', 'info', 'debug']);
export type LogLevel = v.InferOutput<typeof logLevel>;

/** A line of Slipway's own log. */
export const logLine = v.object({
  /** Rises by one each within a run of Slipway. */
  seq: v.number(),
  /** ms since the epoch, this machine's clock. */
  at: v.number(),
  level: logLevel,
  text: v.string(),
});
export type LogLine = v.InferOutput<typeof logLine>;

/** What was found after the computer slept, Slipway stood still, or the clock was set. */
export const wakeReport = v.object({
  /** ms since the epoch, when it was noticed. */
  at: v.number(),
  /** `slept`: the computer did; `stood-still`: Slipway did (stopped, or without a turn); `clock-set`: the clock was. */
  kind: v.picklist(['slept', 'stood-still', 'clock-set']),
  /** How long, or by how much (sign: forward is positive), ms. */
  ms: v.number(),
  /** `looking`: not all is looked at yet; `well`: all is; `failed`: something is not, and could not be mended. */
  state: v.picklist(['looking', 'well', 'failed']),
  /** A line each: what was looked at, and how it is. */
  findings: v.array(
    v.object({ what: v.string(), state: v.picklist(['ok', 'mended', 'failed', 'skipped']), words: v.string() }),
  ),
});
export type WakeReport = v.InferOutput<typeof wakeReport>;

export const diagnostics = {
  /** Runs these checks (none named: all) side by side: each is told as it begins (`running`) and when it has ended. */
  run: stream(v.object({ only: v.optional(v.array(checkId), []) }), checkResult, {}),
  /** Does the repair of kind `run` that this check's last result has. `words`: what came of it; run the check again to see. */
  repair: unary(v.object({ id: checkId }), v.object({ done: v.boolean(), words: v.string() }), {}),
  /** Gathers a bug bundle in memory; nothing is sent anywhere. `hideHome`: paths and the user's name are masked, too. */
  makeBundle: unary(v.object({ hideHome: v.boolean() }), bundle, {}),
  /** One file's text, as it would be saved; null: there is no such bundle (any more). */
  bundleText: unary(v.object({ id: v.string(), name: fileName }), v.object({ text: v.nullable(v.string()) }), {}),
  /** The bundle's file (`.tar.gz`) without those left out; null: there is no such bundle any more. */
  saveBundle: unary(
    v.object({ id: v.string(), without: v.pipe(v.array(fileName), v.maxLength(100)) }),
    v.object({ ticket: v.nullable(transferTicket) }),
    {},
  ),
  /** The last lines of Slipway's own log that are at least this severe, then those that come. */
  log: stream(v.object({ level: logLevel }), v.object({ lines: v.array(logLine) }), {}),
  /** Where the log's files are, and whether this Slipway can show the folder. */
  logPlace: unary(v.void(), v.object({ folder: v.string(), opens: v.boolean() }), {}),
  openLogFolder: unary(v.void(), v.object({ problem: v.string() }), {}),
  /** The last time that the computer woke or the clock was set; null: not since Slipway's start. */
  wake: stream(v.void(), v.nullable(wakeReport), {}),
} as const;
