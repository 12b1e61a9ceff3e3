import type { Dockerd } from '../../testing/dockerd.mjs';
import { median, pssMb, report, round } from './figures';
import { timed } from './files';
import { engineSeconds } from './stats-engine';

const TIME_GOAL = 1.1;
const CPU_GOAL = 0.25;

/** The same deed by the docker CLI and by Slipway. */
export interface Sides {
  /** ms. */
  readonly cli: number[];
  readonly own: number[];
  /** CPU seconds while Slipway did it. */
  readonly used: { own: number; engine: number };
}

export const newSides = (): Sides => ({ cli: [], own: [], used: { own: 0, engine: 0 } });

/** Does Slipway's side of it. `ownSeconds`: the CPU seconds that it has used so far. */
export async function doOwn(
  { own, used }: Sides,
  { engine, ownSeconds }: { readonly engine: Dockerd; readonly ownSeconds: () => number },
  deed: () => Promise<void>,
): Promise<void> {
  const engineSum = (): number => {
    const { dockerd, containerd } = engineSeconds(engine);
    return dockerd + containerd;
  };
  const before = { own: ownSeconds(), engine: engineSum() };
  own.push(await timed(deed));
  used.own += ownSeconds() - before.own;
  used.engine += engineSum() - before.engine;
}

export function reportTime(name: string, { cli, own }: Sides): void {
  const ratio = median(own) / median(cli);
  const times = `${String(round(median(own) / 1000))} s, docker ${String(round(median(cli) / 1000))} s`;
  report(name, `${times}, ratio ${String(round(ratio))}`, `<= ${String(TIME_GOAL)}`, ratio <= TIME_GOAL);
}

export function reportCpu(name: string, all: readonly Sides[]): void {
  const sum = (of: 'own' | 'engine'): number => all.reduce((seconds, { used }) => seconds + used[of], 0);
  const share = sum('own') / sum('engine');
  const words = `${String(round(sum('own')))} s of ${String(round(sum('engine')))} s, ratio ${String(round(share))}`;
  report(name, words, `<= ${String(CPU_GOAL)}`, share <= CPU_GOAL);
}

/** Watches the memory of a process; what it gives back ends that, and reports what was added, against a goal in MB. */
export function watchMemory(pid: number, everyMs: number): (name: string, goal: number) => void {
  const before = pssMb(pid);
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, pssMb(pid))), everyMs);
  return (name, goal) => {
    clearInterval(timer);
    const added = most - before;
    report(name, `${String(round(added, 0))} MB`, `<= ${String(goal)} MB`, added <= goal);
  };
}
