/** What a registry asks for. */
export interface Challenge {
  /** In lower case: `basic`, `bearer`. */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const LIMIT = 8192;
const SCHEME = /^[\s,]*([A-Za-z][\w-]*)(?=\s|$)/;
const PARAMETER = /^[\s,]*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/;

/** Of a `WWW-Authenticate` header; what cannot be read is left out. */
export function parseChallenges(header: string): readonly Challenge[] {
  const found: Challenge[] = [];
  let rest = header.slice(0, LIMIT);
  for (;;) {
    const scheme = SCHEME.exec(rest);
    if (scheme === null) return found;
    rest = rest.slice(scheme[0].length);
    const parameters: [string, string][] = [];
    for (;;) {
      const parameter = PARAMETER.exec(rest);
      if (parameter === null) break;
      rest = rest.slice(parameter[0].length);
      const [, name = '', quoted, plain = ''] = parameter;
      parameters.push([name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain]);
    }
    found.push({ scheme: (scheme[1] ?? '').toLowerCase(), parameters: Object.fromEntries(parameters) });
  }
}
