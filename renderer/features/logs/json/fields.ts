type Json = Readonly<Record<string, unknown>>;

/** Deeper ones are found in the pretty view. */
const DEPTH = 3;
const MOST_FIELDS = 60;

/** Numbers stay as they were written, where the engine tells: an id of 19 digits is no double. */
const asWritten = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' ? (context?.source ?? value) : value;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object a line is, if it is one: `text` without its colours. */
export function parseLine(text: string): Json | null {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text, asWritten);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Paths of the values: `level`, `http.status`. A name with a dot in it stands for itself as well. */
export function fieldsOf(value: Json, depth = DEPTH): readonly string[] {
  const fields = Object.entries(value).flatMap(([name, part]) =>
    isObject(part) && depth > 1 ? fieldsOf(part, depth - 1).map((path) => `${name}.${path}`) : [name],
  );
  return fields.slice(0, MOST_FIELDS);
}

/** As text; empty where there is none. */
export function fieldText(value: Json, path: string): string {
  const found = valueAt(value, path);
  if (found === undefined) return '';
  return typeof found === 'string' ? found : JSON.stringify(found);
}

function valueAt(value: unknown, path: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const name = path.slice(0, dot);
    const found = Object.hasOwn(value, name) ? valueAt(value[name], path.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
