/** A project's page, one tab of it, and what the tab is to show: a service, a run. */
export const DETAILS_ROUTE = '/compose/:key/:tab?/:more?';
/** Of `DETAILS_ROUTE`. A type, as wouter's are. */
export type DetailsParams = Readonly<Record<'key', string> & Partial<Record<'tab' | 'more', string>>>;
export const LIST_PATH = '/compose';

/** The router takes off one layer of escapes before it takes the address apart, and leaves the rest to us: `%` needs both. */
const segment = (text: string): string => encodeURIComponent(text.replaceAll('%', '%25'));

/** What a part of the address says; of a broken one, as it stands. */
export function said(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function projectPath(key: string, tab: string | null = null, more: string | null = null): string {
  const rest = [tab, more].filter((part) => part !== null).map((part) => `/${segment(part)}`);
  return `${LIST_PATH}/${segment(key)}${rest.join('')}`;
}

export const servicePath = (key: string, service: string): string => projectPath(key, 'services', service);
export const runPath = (key: string, run: string): string => projectPath(key, 'runs', run);

export const containerPath = (id: string, tab: string | null = null): string =>
  `/containers/${encodeURIComponent(id)}${tab === null ? '' : `/${tab}`}`;
export const volumePath = (name: string): string => `/volumes/${encodeURIComponent(name)}`;
export const networkPath = (name: string): string => `/networks/${encodeURIComponent(name)}`;

export interface EditedFile {
  /** null: the first. */
  readonly path: string | null;
  /** From 1; null: the beginning. */
  readonly line: number | null;
}

/** The editor of a project's files. */
export function editorPath(key: string, { path, line }: EditedFile): string {
  const query = new URLSearchParams();
  if (path !== null) query.set('path', path);
  if (line !== null) query.set('line', String(line));
  const search = query.toString();
  return `${projectPath(key, 'files', 'edit')}${search === '' ? '' : `?${search}`}`;
}

/** What an address of the editor names. */
export function editedFile(search: string): EditedFile {
  const query = new URLSearchParams(search);
  const line = Number(query.get('line') ?? '');
  return { path: query.get('path'), line: Number.isSafeInteger(line) && line > 0 ? line : null };
}
