/** Longer links are nobody's. */
const LONGEST = 2048;
/** What is made by a person or a program of good will: printable ASCII without what parsers fold or drop. */
const PLAIN = /^[!#-;=?-[\]_a-z~]+$/i;
const LINK = /^slipway:\/\/([a-z]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/i;

const LONGEST_NAME = 300;
// What a name could hide: control characters, the signs that turn the direction of text, and halves of characters.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

const CONTAINER = /^[\da-z][\w.-]*$/i;
const TAB = /^[a-z][a-z-]{0,30}$/;
const SETTING = /^[a-z][\w.-]{0,99}$/i;

type Parts = readonly string[];
type Query = ReadonlyMap<string, string>;
/** Of the decoded parts of a link's path and query; null: no such link. */
type Reader = (parts: Parts, query: Query) => string | null;

function decoded(part: string): string | null {
  try {
    const text = decodeURIComponent(part);
    return text === '' || text.length > LONGEST_NAME || HIDDEN.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The page's router takes off one layer of escapes before it takes an address apart: `%` needs both. */
const segment = (text: string): string => encodeURIComponent(text.replaceAll('%', '%25'));

/** `/<view>/<name>`, with a tab where it is asked for. */
const detailsOf =
  (view: string, encode: (name: string) => string, isName: (name: string) => boolean): Reader =>
  ([name, tab, ...more], query) => {
    if (name === undefined || more.length > 0 || query.size > 0) return null;
    if (name === '.' || name === '..' || !isName(name)) return null;
    if (tab !== undefined && !TAB.test(tab)) return null;
    return `${view}/${encode(name)}${tab === undefined ? '' : `/${tab}`}`;
  };

const any = (): boolean => true;
const only = (query: Query, ...names: readonly string[]): boolean =>
  [...query.keys()].every((key) => names.includes(key));

// A browser writes `'` in a query as it writes it nowhere else; so do we, for one address a view.
const logs: Reader = (parts, query) => {
  if (parts.length > 0 || !only(query, 'project', 'containers') || query.size > 1) return null;
  const project = query.get('project');
  if (project !== undefined) return `/logs?project=${encodeURIComponent(project).replaceAll("'", '%27')}`;
  const ids = query.get('containers')?.split(',') ?? [];
  if (!ids.every((id) => CONTAINER.test(id))) return null;
  return ids.length === 0 ? '/logs' : `/logs?containers=${ids.join(',')}`;
};

const settings: Reader = (parts, query) => {
  const key = query.get('key');
  if (parts.length > 0 || !only(query, 'key')) return null;
  if (key === undefined) return '/settings';
  return SETTING.test(key) ? `/settings?key=${key}` : null;
};

const view =
  (route: string): Reader =>
  (parts, query) =>
    parts.length === 0 && query.size === 0 ? route : null;

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['container', detailsOf('/containers', encodeURIComponent, (name) => CONTAINER.test(name))],
  ['project', detailsOf('/compose', segment, any)],
  ['image', detailsOf('/images', encodeURIComponent, any)],
  ['volume', detailsOf('/volumes', encodeURIComponent, any)],
  ['network', detailsOf('/networks', encodeURIComponent, any)],
  ['logs', logs],
  ['settings', settings],
  ...['containers', 'images', 'volumes', 'networks', 'engine'].map((name) => [name, view(`/${name}`)] as const),
]);

function queryOf(text: string | undefined): Query | null {
  const query = new Map<string, string>();
  if (text === undefined || text === '') return query;
  for (const pair of text.split('&')) {
    const cut = pair.indexOf('=');
    const value = decoded(pair.slice(cut + 1).replaceAll('+', '%20'));
    const key = pair.slice(0, cut);
    if (cut < 1 || value === null || query.has(key)) return null;
    query.set(key, value);
  }
  return query;
}

/**
 * The address of the view that a `slipway://` link names: `container/<id or name>[/<tab>]`, `project`, `image`, `volume` and
 * `network` likewise, `logs?project=` or `?containers=`, `settings?key=`. It is a place to look at and nothing more. null: it is none of
 * these, or anything about it is odd.
 */
export function routeOfLink(link: string): string | null {
  if (link.length > LONGEST || !PLAIN.test(link)) return null;
  const [, kind = '', path = '', search] = LINK.exec(link) ?? [];
  const reader = READERS.get(kind.toLowerCase());
  const query = queryOf(search);
  if (reader === undefined || query === null) return null;
  const parts = path.replace(/\/$/, '').split('/');
  const names = path === '' ? [] : parts.map(decoded);
  return names.every((name) => name !== null) ? reader(names, query) : null;
}

/**
 * The link among a program's arguments, as the system starts it for one: the first that is a link. After `--` nothing is an option, and
 * a link is one still.
 */
export const linkAmong = (args: readonly string[]): string | null =>
  args.find((arg) => /^slipway:\/\//i.test(arg)) ?? null;
