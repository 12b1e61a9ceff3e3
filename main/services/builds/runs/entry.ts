import type { BuildRow, BuildStep } from '../../../contract/builds';
import type { BuildLog, BuildRecord } from '../history/record';
import type { BuilderKind, Wish } from '../types';
import type { Told } from './drive';
import type { Ledger } from './ledger';

/** One build under way, or just over. */
export interface Entry {
  readonly id: string;
  readonly wish: Wish;
  readonly text: string;
  readonly sha256: string;
  readonly engine: string;
  readonly builder: BuilderKind;
  /** The docker CLI that builds; null: the engine does. */
  readonly program: string | null;
  readonly startedAt: number;
  readonly ledger: Ledger;
  readonly controller: AbortController;
  /** Ids of base images, by the line of their FROM. */
  bases: ReadonlyMap<string, string>;
  told: Told;
  state: BuildRow['state'];
  endedAt: number | null;
  failure: string;
  failedLine: number | null;
  /** Resolves when it is over, and on the disk. */
  settled: Promise<void>;
}

const OVER: readonly BuildStep['state'][] = ['cached', 'done', 'failed', 'cancelled'];

export const isOver = ({ state }: Pick<Entry, 'state'>): boolean => state !== 'preparing' && state !== 'running';

/** As a page sees it; what is no instruction of the Dockerfile does not count among its steps. */
export function rowOf(entry: Entry): BuildRow {
  const { id, wish, engine, builder, state, startedAt, endedAt, told, failure, failedLine, sha256 } = entry;
  const steps = entry.ledger.steps().filter(({ line }) => line !== null);
  return {
    ...{ id, wish, engine, builder, state, startedAt, endedAt, failure, failedLine, dockerfileSha256: sha256 },
    steps: steps.length,
    cached: steps.filter((step) => step.state === 'cached').length,
    ended: steps.filter((step) => OVER.includes(step.state)).length,
    contextBytes: told.contextBytes ?? null,
    imageId: told.imageId ?? null,
  };
}

export const recordOf = (entry: Entry): BuildRecord => ({
  ...{ row: rowOf(entry), text: entry.text, steps: [...entry.ledger.steps()], pid: process.pid },
  bases: Object.fromEntries(entry.bases),
});

export const logOf = ({ ledger }: Entry): BuildLog =>
  [null, ...ledger.steps().map(({ index }) => index)].flatMap((step) =>
    ledger.slice(step, 0).parts.map(({ lines, dropped }) => ({ step, dropped, lines: [...lines] })),
  );
