import fs from 'node:fs/promises';
import type { BudgetUse, ProcessUse } from '../../contract/budget';
import { pause } from '../engine/pause';

/** A process of the host's that is not this one. */
export interface HostProcess {
  readonly pid: number;
  readonly kind: 'page' | 'other';
  /** Of CPU time since it began. */
  readonly cpuSeconds: number;
  /** Resident. */
  readonly memoryBytes: number;
}

export interface BudgetOptions {
  readonly platform: NodeJS.Platform;
  /** Left out: this is the only process. */
  readonly processes?: () => readonly HostProcess[];
}

export interface Budget {
  /** Measures until `signal` is aborted: soon a second time, as a share needs two looks, then every few seconds. */
  watch(signal: AbortSignal): AsyncGenerator<BudgetUse, void, undefined>;
  /** Whether any page can be seen. */
  setVisible(visible: boolean): void;
}

const FIRST_MS = 1_000;
const EVERY_MS = 5_000;
/** A share of less time than this says little. */
const LONG_ENOUGH_S = 10;

const MICROS = 1e6;
const KIB = 1024;

function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / MICROS;
}

/** Bytes; null: this system does not tell. */
async function pssOf(pid: number | 'self'): Promise<number | null> {
  try {
    const rollup = await fs.readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8');
    const found = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
    return found === undefined ? null : Number(found) * KIB;
  } catch {
    return null;
  }
}

interface Look {
  readonly pid: number | 'self';
  readonly kind: ProcessUse['kind'];
  readonly cpuSeconds: number;
  readonly rssBytes: number;
}

/** Shares since its own last call. */
function createMeter({ platform, processes }: BudgetOptions): () => Promise<ProcessUse[]> {
  let before = new Map<Look['pid'], number>();
  let at = performance.now();
  return async () => {
    const now = performance.now();
    const own: Look = {
      ...{ pid: 'self', kind: 'main', cpuSeconds: ownCpuSeconds() },
      rssBytes: process.memoryUsage.rss(),
    };
    const others = (processes?.() ?? [])
      .filter(({ pid }) => pid !== process.pid)
      .map(({ memoryBytes, ...each }): Look => ({ ...each, rssBytes: memoryBytes }));
    const looks = [own, ...others];
    const [last, seconds] = [before, (now - at) / 1000];
    before = new Map(looks.map(({ pid, cpuSeconds }) => [pid, cpuSeconds]));
    at = now;
    return Promise.all(
      looks.map(async ({ pid, kind, cpuSeconds, rssBytes }) => {
        const known = last.get(pid);
        const pss = platform === 'linux' ? await pssOf(pid) : null;
        return {
          kind,
          cpuShare: known === undefined || seconds <= 0 ? null : Math.max(0, (cpuSeconds - known) / seconds),
          ...(pss === null
            ? { memoryBytes: rssBytes, measure: 'rss' as const }
            : { memoryBytes: pss, measure: 'pss' as const }),
        };
      }),
    );
  };
}

/** What Slipway itself takes of the computer. */
export function createBudget(options: BudgetOptions): Budget {
  /** When the last page went out of sight; null: one can be seen, or none was there yet. */
  let since: { readonly at: number; readonly cpuSeconds: number } | null = null;
  let hidden: BudgetUse['hidden'] = null;
  return {
    async *watch(signal) {
      const meter = createMeter(options);
      for (let wait = FIRST_MS; !signal.aborted; wait = EVERY_MS) {
        yield { processes: await meter(), hidden };
        await pause(wait, signal);
      }
    },
    setVisible: (visible) => {
      if (!visible) {
        since ??= { at: performance.now(), cpuSeconds: ownCpuSeconds() };
        return;
      }
      if (since === null) return;
      const seconds = (performance.now() - since.at) / 1000;
      if (seconds >= LONG_ENOUGH_S) hidden = { seconds, cpuShare: (ownCpuSeconds() - since.cpuSeconds) / seconds };
      since = null;
    },
  };
}
