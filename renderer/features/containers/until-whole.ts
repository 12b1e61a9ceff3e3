import type { ContainerChange } from '../../../main/contract/containers';

type Take = (change: ContainerChange) => void;

/** Holds changes back until the list they make is whole, or cannot become so for now; from then on they pass. */
export function untilWhole(take: Take): Take {
  let held: ContainerChange[] | null = [];
  return (change) => {
    if (held === null) {
      take(change);
      return;
    }
    if (change.type === 'reset') held = [];
    held.push(change);
    if (change.type !== 'synced' && change.type !== 'stale') return;
    const all = held;
    held = null;
    for (const each of all) take(each);
  };
}
