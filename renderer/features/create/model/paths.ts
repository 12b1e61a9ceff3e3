import type { ContainerSpec } from '../../../../main/contract/spec';

/** Whatever lies at a path such as `ports.2.hostPort`; undefined where there is nothing. */
export function valueAt(from: unknown, path: string): unknown {
  let at = from;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Object.entries(at).find(([name]) => name === key)?.[1] as unknown;
  }
  return at;
}

export const textAt = (from: unknown, path: string): string => {
  const value = valueAt(from, path);
  return typeof value === 'string' ? value : '';
};

export const listAt = (from: unknown, path: string): readonly unknown[] => {
  const value = valueAt(from, path);
  return Array.isArray(value) ? value : [];
};

function changed(from: unknown, keys: readonly string[], value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(from)) {
    const copy: unknown[] = [...(from as unknown[])];
    copy[Number(key)] = changed(copy[Number(key)], rest, value);
    return copy;
  }
  const old: Readonly<Record<string, unknown>> = typeof from === 'object' && from !== null ? { ...from } : {};
  return { ...old, [key]: changed(old[key], rest, value) };
}

/** The same but for that one place; what does not lie on the way to it is the very same object. */
export const withValue = (spec: ContainerSpec, path: string, value: unknown): ContainerSpec =>
  // A path is one of the form's own, whose kind of field says what may stand there.
  changed(spec, path.split('.'), value) as ContainerSpec;
