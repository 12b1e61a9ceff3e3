import type { SignalName, SignalTarget } from '../../contract/processes';
import { type EngineClient, EngineError } from '../engine/types';
import { type ContainerNow, containerNow } from './container-now';
import { exec, type ExecResult } from '../engine/exec';
import { KILL_EXIT, KILL_SCRIPT, LIST_SCRIPT, readInside } from './inside';
import { cut } from '../engine/loose';
import { withMain } from './main-process';
import { candidatesFor } from './match';
import { NoSignalWay, ProcessGone } from './signal-errors';
import { cellOf, clockSeconds, commandOf, createTop } from './top';

/** What the program said, for a message. */
const DETAIL_LIMIT = 2000;
/** A shell's exit codes for a command it cannot run. */
const NOT_RUN: ReadonlySet<number | null> = new Set([126, 127]);
/** Reading what belongs to others may need it. */
const ROOT = '0';

export interface RowWish {
  readonly id: string;
  readonly pid: string;
  readonly command: string;
}

/** Whom a signal to this row would reach. Throws EngineError, NoSignalWay or ProcessGone. */
export async function findTarget(client: EngineClient, { id, pid, command }: RowWish): Promise<SignalTarget> {
  const now = await containerNow(client, id);
  if (!now.running) throw new ProcessGone();
  const table = withMain(await createTop(client).ask(id, undefined), now);
  const row = table.rows.find((each) => each.pid === pid && commandOf(each) === command);
  if (row === undefined) throw new ProcessGone();
  if (row.main) return { kind: 'main', startedAt: now.startedAt };
  demandWay(now);
  const { stdout } = ran(await shell(client, { id, user: ROOT, script: LIST_SCRIPT, args: [] }));
  const elapsedSeconds = clockSeconds(cellOf(table, row, 'ELAPSED'));
  const candidates = candidatesFor({ command, elapsedSeconds }, readInside(stdout));
  if (candidates.length === 0) throw new NoSignalWay('not-found', '');
  return { kind: 'inside', candidates: [...candidates] };
}

function demandWay({ ownPids, paused }: ContainerNow): void {
  if (!ownPids) throw new NoSignalWay('shared-pids', '');
  if (paused) throw new NoSignalWay('paused', '');
}

interface InsideTarget {
  readonly pid: number;
  readonly startTicks: string;
  readonly uid: number;
}

/** Whom to signal. */
export type Target =
  { readonly kind: 'main'; readonly startedAt: string } | ({ readonly kind: 'inside' } & InsideTarget);

/** As its own user, whose right to signal it needs no capability. Throws as `findTarget` does. */
export async function signalInside(
  client: EngineClient,
  id: string,
  { pid, startTicks, uid }: InsideTarget,
  signal: SignalName,
): Promise<void> {
  demandWay(await containerNow(client, id));
  const args = [String(pid), startTicks, signal.replace(/^SIG/, '')];
  const { exitCode, stderr } = ran(await shell(client, { id, user: String(uid), script: KILL_SCRIPT, args }));
  if (exitCode === KILL_EXIT.failed) throw new NoSignalWay('not-permitted', cut(stderr, DETAIL_LIMIT));
  if (exitCode !== 0) throw new ProcessGone();
}

/** The engine's own kill, unless the container was started anew meanwhile. Throws EngineError or ProcessGone. */
export async function signalMain(
  client: EngineClient,
  id: string,
  startedAt: string,
  signal: SignalName,
): Promise<void> {
  const now = await containerNow(client, id);
  if (!now.running || now.startedAt !== startedAt) throw new ProcessGone();
  await client.json({ method: 'POST', path: `/containers/${encodeURIComponent(id)}/kill`, query: { signal } });
}

interface Shell {
  readonly id: string;
  readonly user: string;
  readonly script: string;
  readonly args: readonly string[];
}

async function shell(client: EngineClient, { id, user, script, args }: Shell): Promise<ExecResult> {
  try {
    return await exec(client, { id, user, command: ['sh', '-c', script, 'sh', ...args] });
  } catch (error) {
    // Engines differ in whether they say so in the answer or in what the program prints.
    if (
      error instanceof EngineError &&
      error.kind === 'refused' &&
      /executable file not found|no such file/i.test(error.message)
    )
      throw new NoSignalWay('no-shell', cut(error.message, DETAIL_LIMIT));
    throw error;
  }
}

function ran(result: ExecResult): ExecResult {
  if (NOT_RUN.has(result.exitCode))
    throw new NoSignalWay('no-shell', cut(result.stderr || result.stdout, DETAIL_LIMIT));
  return result;
}
