import { useEffect } from 'react';
import { Link } from 'wouter';
import type { ImageRow } from '../../../main/contract/images';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { dateTime } from '../../lib/time';
import type { GridColumn } from '../../ui/data-grid/columns';
import { EngineText } from '../../ui/engine-text';
import parts from '../../ui/list-parts.module.css';
import {
  leavePlatform,
  sharedOf,
  type SizesState,
  uniqueOf,
  usePlatforms,
  useSizes,
  wantPlatform,
} from './images-store';
import classes from './images.module.css';
import { detailsPath } from './routes';
import { namesOf, platformWords, shortId, statusWords, titleOf, usersWords } from './words';

function Name({ row, tabIndex }: { readonly row: ImageRow; readonly tabIndex: 0 | -1 }) {
  const names = namesOf(row);
  return (
    <Link href={detailsPath(row.id)} tabIndex={tabIndex} className={parts.name}>
      <EngineText value={titleOf(row)} title={names.length > 1 ? names.slice(0, 20).join('\n') : titleOf(row)} />
      {names.length > 1 && <span className={classes.more}>+{names.length - 1}</span>}
    </Link>
  );
}

const Users = ({ row }: { readonly row: ImageRow }) =>
  row.usedBy.length === 0 ? (
    <span className={classes.dim}>{t('unused')}</span>
  ) : (
    <>
      {row.usedBy.some(({ running }) => running) && <span className={parts.runs} aria-hidden />}
      <EngineText value={usersWords(row)} />
    </>
  );

/** Asked for only while it is in sight. */
function Platform({ id }: { readonly id: string }) {
  const platform = usePlatforms((known) => known.get(id));
  useEffect(() => {
    wantPlatform(id);
    return () => leavePlatform(id);
  }, [id]);
  return platform === undefined ? null : <EngineText value={platformWords(platform)} />;
}

function Measured({
  row,
  of,
}: {
  readonly row: ImageRow;
  readonly of: (state: SizesState, row: ImageRow) => number | null;
}) {
  const bytes = useSizes((state) => of(state, row));
  return bytes === null ? <span className={classes.dim}>–</span> : decimalBytes(bytes);
}

export const COLUMN_TITLES = {
  name: t('Repository:tag'),
  id: 'Id',
  size: 'Size',
  unique: t('Unique'),
  shared: t('Shared'),
  created: t('Created'),
  platform: t('Platform'),
  used: t('Used by'),
  status: t('Status'),
} as const;
export type ColumnId = keyof typeof COLUMN_TITLES;

export const isColumn = (id: string): id is ColumnId => Object.hasOwn(COLUMN_TITLES, id);

/** `sizes`: as last measured; only for the order, cells follow by themselves. */
export const columnsWith = (sizes: SizesState): readonly (GridColumn<ImageRow> & { readonly id: ColumnId })[] => [
  {
    ...{ id: 'name', title: COLUMN_TITLES.name, width: 'minmax(200px, 3fr)' },
    sortValue: (row) => namesOf(row)[0] ?? null,
    cell: (row, tabIndex) => <Name row={row} tabIndex={tabIndex} />,
  },
  {
    ...{ id: 'status', title: COLUMN_TITLES.status, width: '85px', from: 1160 },
    sortValue: statusWords,
    cell: (row) => <span className={classes.dim}>{statusWords(row)}</span>,
  },
  {
    ...{ id: 'used', title: COLUMN_TITLES.used, width: 'minmax(110px, 2fr)', from: 560 },
    sortValue: (row) => (row.usedBy.length === 0 ? null : usersWords(row)),
    cell: (row) => <Users row={row} />,
  },
  {
    ...{ id: 'size', title: COLUMN_TITLES.size, width: '85px', align: 'end' },
    sortValue: ({ size }) => size,
    cell: ({ size }) => decimalBytes(size),
  },
  {
    ...{ id: 'unique', title: COLUMN_TITLES.unique, width: '85px', align: 'end', from: 780 },
    sortValue: (row) => uniqueOf(sizes, row),
    cell: (row) => <Measured row={row} of={uniqueOf} />,
  },
  {
    ...{ id: 'shared', title: COLUMN_TITLES.shared, width: '85px', align: 'end', from: 970 },
    sortValue: ({ id }) => sharedOf(sizes, id),
    cell: (row) => <Measured row={row} of={(state, { id }) => sharedOf(state, id)} />,
  },
  {
    ...{ id: 'created', title: COLUMN_TITLES.created, width: '165px', from: 700 },
    sortValue: ({ created }) => created,
    cell: ({ created }) => (created === null ? <span className={classes.dim}>–</span> : dateTime(created)),
  },
  {
    ...{ id: 'platform', title: COLUMN_TITLES.platform, width: '110px', from: 880 },
    cell: ({ id }) => <Platform id={id} />,
  },
  {
    ...{ id: 'id', title: COLUMN_TITLES.id, width: '115px', from: 1080 },
    cell: ({ id }) => <span className={classes.mono}>{shortId(id)}</span>,
  },
];
