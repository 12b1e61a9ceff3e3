import type { DiskProgress, DiskReport, QueryAnswer, QueryHints, QueryKind } from '../../contract/disk';
import { list, record } from '../engine/loose';
import type { Engine } from '../engine/types';
import { act, type Acting, type Wish } from './act';
import { itemsOf, sumsOf, totalsOf } from './items';
import { readLogSizes } from './logs';
import { readChains } from './layers';
import { plansOf, unusedImages } from './plans';
import { hintsAt } from './query/hints';
import { runQuery } from './query/run';
import { readUsage } from '../engine/system-df';
import { isWayBack, withWaysBack } from './ways-back';

/** What takes room on the engine's disk, and how it is given back. What asks the engine rejects with EngineError. */
export interface Disk {
  last(): DiskReport | null;
  measure(signal: AbortSignal): Promise<DiskReport>;
  act(wish: Wish, signal: AbortSignal): AsyncIterable<DiskProgress>;
  query(kind: QueryKind, query: string, signal: AbortSignal): Promise<QueryAnswer>;
  hints(kind: QueryKind, query: string, cursor: number): QueryHints;
}

export interface DiskOptions extends Acting {
  readonly engine: Pick<Engine, 'client' | 'cliPrefix' | 'state'>;
  /** Volumes that are somebody's way back, and not to be proposed for deletion. */
  readonly reserved: (signal: AbortSignal) => Promise<ReadonlySet<string>>;
  /** Slipway's own machine: the key of its engine, and its disk file. */
  readonly machine: () => { readonly engineKey: string; readonly disk: DiskReport['machineDisk'] };
}

export function createDisk(options: DiskOptions): Disk {
  const { engine } = options;
  /** By engine: another one's figures must not stand under this one's name. */
  const reports = new Map<string, DiskReport>();
  const key = (): string => engine.state().status.engine?.key ?? '';
  const engineNow = (): number => Date.now() + engine.state().status.clockSkewMs;
  return {
    last: () => reports.get(key()) ?? null,
    async measure(signal) {
      const report = await measure(options, key(), signal);
      reports.set(report.engineKey, report);
      return report;
    },
    act: (wish, signal) => act(options, wish, signal),
    async query(kind, query, signal) {
      const [answer, kept] = await Promise.all([
        runQuery({ client: engine.client, now: engineNow() }, { kind, query }, signal),
        options.reserved(signal),
      ]);
      if (answer.type === 'problem') return answer;
      return { ...answer, targets: answer.targets.filter((target) => !isWayBack(target, kept)) };
    },
    hints: hintsAt,
  };
}

async function measure(
  { engine, machine, reserved }: DiskOptions,
  engineKey: string,
  signal: AbortSignal,
): Promise<DiskReport> {
  const { client } = engine;
  const measuredAt = Date.now();
  const began = performance.now();
  const [usage, networks, kept] = await Promise.all([
    readUsage(client, signal),
    client.json({ method: 'GET', path: '/networks', signal }),
    reserved(signal),
  ]);
  const proposed = { ...usage, volumes: usage.volumes.filter(({ name }) => !kept.has(name)) };
  const logs = await readLogSizes(client, usage.containers, isHere(engine, machine().engineKey), signal);
  const items = withWaysBack(itemsOf(usage, logs), kept);
  // Only where it matters: what one image has alone is in its own figure.
  const isShared = unusedImages(usage).filter(({ sharedBytes }) => (sharedBytes ?? 0) > 0).length > 1;
  const chains = isShared ? await readChains(client, usage.images, signal) : new Map<string, never>();
  return {
    ...{ engineKey, measuredAt, durationMs: performance.now() - began },
    ...sumsOf(usage, logs),
    totals: [...totalsOf(usage, items, logs)],
    items,
    logsProblem: logs.problem,
    plans: [...plansOf(proposed, list(networks).map(record), chains)],
    machineDisk: engineKey === machine().engineKey ? machine().disk : null,
  };
}

/** Reached by a socket of this computer, and not in Slipway's machine. */
function isHere({ state }: Pick<Engine, 'state'>, machineKey: string): boolean {
  const used = state().status.engine;
  return used !== null && used.key !== machineKey && used.url.startsWith('unix:');
}
