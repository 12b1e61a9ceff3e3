// Reads JSON of unknown shape: engines differ, and what is missing or odd is simply not shown.

export type Json = unknown;

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const at = (value: Json, ...path: readonly string[]): Json =>
  path.reduce<Json>((inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value);

/** '' where there is none. */
export const text = (value: Json, ...path: readonly string[]): string => {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : typeof found === 'number' ? String(found) : '';
};

/** 0 where there is none: the engine's own word for "not set". */
export const number = (value: Json, ...path: readonly string[]): number => {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : 0;
};

export const flag = (value: Json, ...path: readonly string[]): boolean => at(value, ...path) === true;

export const list = (value: Json, ...path: readonly string[]): readonly Json[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** A command may be one string on old engines. */
export const words = (value: Json, ...path: readonly string[]): readonly string[] => {
  const found = at(value, ...path);
  if (typeof found === 'string') return [found];
  return list(value, ...path).filter((word) => typeof word === 'string');
};

export const entries = (value: Json, ...path: readonly string[]): readonly (readonly [string, Json])[] => {
  const found = at(value, ...path);
  return isObject(found) ? Object.entries(found) : [];
};

/** ms since the epoch; null for none and for Go's zero time. */
export const time = (value: Json, ...path: readonly string[]): number | null => {
  const found = text(value, ...path);
  const parsed = found === '' || found.startsWith('0001-') ? Number.NaN : Date.parse(found);
  return Number.isNaN(parsed) ? null : parsed;
};
