/** On a container that took another one's place: the operation it came by. */
export const RECREATE_LABEL = 'io.slipway.recreate';

/** A free name that says whose it was, and that it is kept. */
export function keptName(name: string, taken: ReadonlySet<string>): string {
  const base = name.replace(KEPT, '');
  for (let number = 1; ; number += 1) {
    const free = `${base}-slipway-old-${String(number)}`;
    if (!taken.has(free)) return free;
  }
}

const KEPT = /-slipway-old-\d+$/;

/** Whose place it had; null: it is no kept one. */
export const keptOf = (name: string): string | null => (KEPT.test(name) ? name.replace(KEPT, '') : null);

/** Before it takes the place. */
export const newName = (name: string, operation: string): string => `${name}-slipway-new-${operation.slice(0, 8)}`;
