interface Node {
  readonly name: string;
  readonly dependsOn: readonly { readonly service: string }[];
}

/** By service: from 0, after all that it waits for; null where it waits for itself, or for one that does. */
export function levelsOf(services: readonly Node[]): ReadonlyMap<string, number | null> {
  const levels = new Map<string, number | null>();
  const names = new Set(services.map(({ name }) => name));
  let waiting = [...services];
  for (let level = 0; waiting.length > 0; level += 1) {
    const ready = waiting.filter(({ dependsOn }) =>
      dependsOn.every(({ service }) => !names.has(service) || levels.has(service)),
    );
    if (ready.length === 0) break;
    for (const { name } of ready) levels.set(name, level);
    waiting = waiting.filter(({ name }) => !levels.has(name));
  }
  for (const { name } of waiting) levels.set(name, null);
  return levels;
}
