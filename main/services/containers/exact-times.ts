import { type ContainerRow, type Health, health } from '../../contract/containers';
import type { EngineEvent } from '../engine/types';
import { hasEnded, isAlive, type ListedRow } from './list';
import { number, record, text } from '../engine/loose';

interface Times {
  readonly startedAt: number | null;
  /** Null while it runs. */
  readonly finishedAt: number | null;
  readonly exitCode: number | null;
}

/** When containers began and ended, as events and inspections say it exactly; and how they are, where the list does not say. */
export interface ExactTimes {
  noteEvent(event: EngineEvent): void;
  /** A token for `noteInspect`: what an inspection begun now may overwrite. */
  mark(id: string): Times | undefined;
  /** Drops the answer when an event came since `mark`. */
  noteInspect(id: string, since: Times | undefined, inspected: unknown): void;
  /** The row with exact times where they are known; `before`, the row shown so far, keeps rounded times from jittering. */
  complete(listed: ListedRow, before: ContainerRow | undefined): ContainerRow;
  forget(id: string): void;
  /** Events may have been lost: what ran may have been started anew since, and is to be asked again. Only of this one: its health. */
  distrust(id?: string): void;
  /** Shown, but not known to be still so. */
  isDoubtful(id: string): boolean;
}

/** Clock skew is known to a second, and the engine's words are cut. */
const SLACK_MS = 3000;

const near = (a: number | null, b: number | null, resolutionMs: number): boolean =>
  a !== null && b !== null && Math.abs(a - b) <= resolutionMs + SLACK_MS;

/** RFC 3339 to ms; the engine's year 1 means never. */
const instant = (value: unknown): number | null => {
  const ms = Date.parse(text(value));
  return Number.isNaN(ms) || ms <= 0 ? null : ms;
};

const SAID = /^health_status: (\w+)/;

function noteHealth(healths: Map<string, Health>, id: string, said: string): void {
  const told = health.options.find((one) => one === said);
  if (told === undefined || told === 'none') healths.delete(id);
  else healths.set(id, told);
}

const exitCodeOf = (event: EngineEvent): number | null => {
  const said = event.attributes.exitCode ?? '';
  return /^-?\d{1,10}$/.test(said) ? Number(said) : null;
};

export function createExactTimes(): ExactTimes {
  const known = new Map<string, Times>();
  /** Podman's list is without. */
  const healths = new Map<string, Health>();
  const doubtful = new Set<string>();
  const note = (id: string, times: Times): void => {
    known.set(id, times);
    doubtful.delete(id);
  };
  return {
    noteEvent(event) {
      const [, said] = SAID.exec(event.action) ?? [];
      if (said !== undefined) noteHealth(healths, event.id, said);
      if (event.action === 'start' || event.action === 'die') healths.delete(event.id);
      if (event.action === 'start') note(event.id, { startedAt: event.timeMs, finishedAt: null, exitCode: null });
      if (event.action === 'die') {
        const startedAt = known.get(event.id)?.startedAt ?? null;
        note(event.id, { startedAt, finishedAt: event.timeMs, exitCode: exitCodeOf(event) });
      }
    },
    mark: (id) => known.get(id),
    noteInspect(id, since, inspected) {
      if (known.get(id) !== since) return;
      const state = record(record(inspected).State);
      const alive = state.Running === true && state.Restarting !== true;
      const startedAt = instant(state.StartedAt);
      const finishedAt = alive ? null : instant(state.FinishedAt);
      note(id, { startedAt, finishedAt, exitCode: number(state.ExitCode) });
      noteHealth(healths, id, text(record(state.Health ?? state.Healthcheck).Status));
    },
    complete(listed, before) {
      const row = complete(listed, before, known.get(listed.row.id));
      const told = healths.get(row.id);
      return told !== undefined && row.health === 'none' && row.state === 'running' ? { ...row, health: told } : row;
    },
    forget: (id) => {
      known.delete(id);
      healths.delete(id);
      doubtful.delete(id);
    },
    distrust(one) {
      if (one !== undefined) doubtful.add(one);
      else for (const [id, { finishedAt }] of known) if (finishedAt === null) doubtful.add(id);
    },
    isDoubtful: (id) => doubtful.has(id),
  };
}

function complete({ row, resolutionMs }: ListedRow, before: ContainerRow | undefined, known: Times | undefined) {
  if (isAlive(row.state)) {
    // A known end means that its start is not yet known.
    const exact = known?.finishedAt === null && near(known.startedAt, row.startedAt ?? known.startedAt, resolutionMs);
    if (exact) return { ...row, startedAt: known.startedAt, timesExact: true };
    return near(before?.startedAt ?? null, row.startedAt, resolutionMs) && before !== undefined && isAlive(before.state)
      ? { ...row, startedAt: before.startedAt }
      : row;
  }
  if (!hasEnded(row.state)) return row;
  const end = known?.finishedAt ?? null;
  if (known !== undefined && near(end, row.finishedAt ?? end, resolutionMs)) {
    const { startedAt, exitCode } = known;
    return { ...row, startedAt, finishedAt: end, exitCode: row.exitCode ?? exitCode, timesExact: true };
  }
  return near(before?.finishedAt ?? null, row.finishedAt, resolutionMs) && before !== undefined
    ? { ...row, finishedAt: before.finishedAt }
    : row;
}
