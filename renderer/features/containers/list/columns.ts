import type { ContainerColumnId, ContainersView } from '../../../../main/contract/settings';
import { t } from '../../../lib/i18n';

export type Column = ContainersView['columns'][number];

export const COLUMN_TITLES: Readonly<Record<ContainerColumnId, string>> = {
  name: t('Name'),
  state: t('State'),
  image: t('Image'),
  ports: t('Ports'),
  project: t('Project'),
  created: t('Created'),
  cpu: 'CPU',
  memory: t('Memory'),
  network: t('Network'),
  block: t('Block I/O'),
  pids: t('PIDs'),
};

export const isColumn = (name: string): name is ContainerColumnId => Object.hasOwn(COLUMN_TITLES, name);

/** As the contract's own: schemas, and with them its defaults, do not reach the page. */
const DEFAULT_COLUMNS: readonly Column[] = [
  { id: 'name', width: 200, hidden: false },
  { id: 'state', width: 240, hidden: false },
  { id: 'cpu', width: 120, hidden: false },
  { id: 'memory', width: 135, hidden: false },
  { id: 'ports', width: 130, hidden: false },
  { id: 'image', width: 150, hidden: false },
  { id: 'project', width: 120, hidden: true },
  { id: 'created', width: 120, hidden: false },
  { id: 'network', width: 160, hidden: true },
  { id: 'block', width: 160, hidden: true },
  { id: 'pids', width: 80, hidden: true },
];

export const MIN_WIDTH = 60;
export const MAX_WIDTH = 2000;
/** One press of an arrow key on a column's edge, px. */
export const WIDTH_STEP = 10;

/** Every column once, whatever was stored: unknown ones gone, missing ones at the end, the name always in sight. */
export function normalized(stored: readonly Column[]): readonly Column[] {
  const known = DEFAULT_COLUMNS.flatMap(({ id }) => stored.find((column) => column.id === id) ?? []);
  const order = stored.filter((column, index) => known.includes(column) && stored.indexOf(column) === index);
  const missing = DEFAULT_COLUMNS.filter(({ id }) => !order.some((column) => column.id === id));
  return [...order, ...missing].map((column) => (column.id === 'name' ? { ...column, hidden: false } : column));
}

export const shown = (columns: readonly Column[]): readonly Column[] => columns.filter(({ hidden }) => !hidden);

export const withWidth = (columns: readonly Column[], id: ContainerColumnId, width: number): readonly Column[] =>
  columns.map((column) =>
    column.id === id ? { ...column, width: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))) } : column,
  );

export const withHidden = (columns: readonly Column[], id: ContainerColumnId, hidden: boolean): readonly Column[] =>
  columns.map((column) => (column.id === id && id !== 'name' ? { ...column, hidden } : column));

/** Puts a column where another one is; the others make room. */
export function movedTo(
  columns: readonly Column[],
  id: ContainerColumnId,
  place: ContainerColumnId,
): readonly Column[] {
  const from = columns.findIndex((column) => column.id === id);
  const to = columns.findIndex((column) => column.id === place);
  const column = columns[from];
  if (column === undefined || to < 0 || from === to) return columns;
  return columns.toSpliced(from, 1).toSpliced(to, 0, column);
}

/** Past the next visible neighbour on that side; as it was at the edge. */
export function movedBy(columns: readonly Column[], id: ContainerColumnId, step: -1 | 1): readonly Column[] {
  const visible = shown(columns);
  const neighbour = visible[visible.findIndex((column) => column.id === id) + step];
  return neighbour === undefined ? columns : movedTo(columns, id, neighbour.id);
}

const CHECKBOX_WIDTH = 34;
const ACTIONS_WIDTH = 100;
/** A column narrowed further than this tells too little to stay. */
const LEAST_SHARE = 0.6;

/** As many of the columns as fit beside the details without scrolling sideways, the last one narrowed if need be. */
export function fitting(columns: readonly Column[], gridWidth: number): readonly Column[] {
  let left = gridWidth - CHECKBOX_WIDTH - ACTIONS_WIDTH;
  const fit: Column[] = [];
  for (const column of columns) {
    const width = Math.min(column.width, left);
    if (fit.length > 0 && width < column.width * LEAST_SHARE) break;
    fit.push({ ...column, width: Math.max(width, MIN_WIDTH) });
    left -= width;
  }
  return fit;
}

/** The grid's columns for CSS: the tick, the user's own, and the buttons, which take what is left. */
export const template = (columns: readonly Column[]): string =>
  [`${CHECKBOX_WIDTH}px`, ...columns.map(({ width }) => `${width}px`), `minmax(${ACTIONS_WIDTH}px, 1fr)`].join(' ');

/** Nobody has changed anything about them. */
export const isDefault = (columns: readonly Column[]): boolean =>
  JSON.stringify(columns) === JSON.stringify(DEFAULT_COLUMNS);

export const resetColumns = (): readonly Column[] => DEFAULT_COLUMNS;
