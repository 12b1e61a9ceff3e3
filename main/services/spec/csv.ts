/** Fields of one line of CSV, as Go's reader of the docker CLI splits them. */
export function csvFields(line: string): readonly string[] {
  const fields: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"(?=,|$)/.exec(rest);
    const plain = /^[^,]*/.exec(rest);
    const taken = quoted ?? plain;
    fields.push(quoted === null ? (plain?.[0] ?? '') : (quoted[1] ?? '').replaceAll('""', '"'));
    const end = taken?.[0].length ?? 0;
    if (end >= rest.length) return fields;
    rest = rest.slice(end + 1);
  }
}

const quoted = (field: string): string => (/[",\r\n]|^\s/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** The inverse. */
export const csvLine = (fields: readonly string[]): string => fields.map(quoted).join(',');

/** `a=b` at its first `=`; `value` null: there is none. */
export function pair(text: string): { readonly name: string; readonly value: string | null } {
  const at = text.indexOf('=');
  return at === -1 ? { name: text, value: null } : { name: text.slice(0, at), value: text.slice(at + 1) };
}

type Pairs = readonly { readonly name: string; readonly value: string }[];

export const recordOf = (pairs: Pairs): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.map(({ name, value }) => [name, value]));
