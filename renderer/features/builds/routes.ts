/** A build's details, one tab of them, and what the tab is to show: a line of the Dockerfile, another build. */
export const DETAILS_ROUTE = '/builds/:id/:tab?/:more?';
/** Of `DETAILS_ROUTE`. A type, as wouter's are. */
export type DetailsParams = Readonly<Record<'id', string> & Partial<Record<'tab' | 'more', string>>>;
export const LIST_PATH = '/builds';
export const FORM_PATH = '/builds/new';
export const FILE_PATH = '/builds/file';

export function detailsPath(id: string, tab: string | null = null, more: string | number | null = null): string {
  const rest = [tab, more].filter((part) => part !== null).map((part) => `/${encodeURIComponent(part)}`);
  return `${LIST_PATH}/${encodeURIComponent(id)}${rest.join('')}`;
}

export interface EditedFile {
  /** Of the context. */
  readonly folder: string;
  readonly dockerfile: string;
  /** The file that is edited: the Dockerfile, or its ignore file. */
  readonly file: string;
  /** From 1; null: the beginning. */
  readonly line: number | null;
  /** The build that one comes from, and that is made again; null: from none. */
  readonly build: string | null;
}

export function filePath({ folder, dockerfile, file, line, build }: EditedFile): string {
  const query = new URLSearchParams({ folder, dockerfile, file });
  if (line !== null) query.set('line', String(line));
  if (build !== null) query.set('build', build);
  return `${FILE_PATH}?${query.toString()}`;
}

/** What an address of the editor names; empty where it names nothing. */
export function editedFile(search: string): EditedFile {
  const query = new URLSearchParams(search);
  const of = (name: string): string => query.get(name) ?? '';
  const line = Number(of('line'));
  return {
    ...{ folder: of('folder'), dockerfile: of('dockerfile'), file: of('file') },
    line: Number.isSafeInteger(line) && line > 0 ? line : null,
    build: query.get('build'),
  };
}
