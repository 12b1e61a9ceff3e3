import { Link } from 'wouter';
import type { VolumeRow } from '../../../main/contract/volumes';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { dateTime } from '../../lib/time';
import type { GridColumn } from '../../ui/data-grid/columns';
import { EngineText } from '../../ui/engine-text';
import parts from '../../ui/list-parts.module.css';
import { detailsPath } from './routes';
import { type SizesState, sizeOf } from './volumes-store';
import classes from './volumes.module.css';
import { titleOf, usersWords } from './whose';

function Name({ row, tabIndex }: { readonly row: VolumeRow; readonly tabIndex: 0 | -1 }) {
  const { text, hash } = titleOf(row);
  return (
    <Link href={detailsPath(row.name)} tabIndex={tabIndex} className={parts.name}>
      <EngineText value={text} title={row.name} />
      {hash !== null && <span className={classes.hash}>{hash}</span>}
    </Link>
  );
}

const Users = ({ row }: { readonly row: VolumeRow }) =>
  row.usedBy.length === 0 ? (
    <span className={classes.dim}>{t('unused')}</span>
  ) : (
    <>
      {row.usedBy.some(({ running }) => running) && <span className={parts.runs} aria-hidden />}
      <EngineText value={usersWords(row)} />
    </>
  );

/** A size is as old as its measuring, which nothing but the user begins. */
function Size({ sizes, name }: { readonly sizes: SizesState; readonly name: string }) {
  const bytes = sizeOf(sizes, name);
  const when =
    sizes.sizes === null ? null : t('measured {measuredAt}', { measuredAt: dateTime(sizes.sizes.measuredAt) });
  const said =
    when === null ? t('not measured yet: see Sizes') : bytes === null ? t('not known, {when}', { when }) : when;
  return (
    <span
      title={`${said.slice(0, 1).toUpperCase()}${said.slice(1)}`}
      className={bytes === null ? classes.dim : undefined}
    >
      {bytes === null ? '–' : decimalBytes(bytes)}
      <span className="sw-hidden"> {said}</span>
    </span>
  );
}

/** `sizes`: as last measured. */
export const columnsWith = (sizes: SizesState): readonly GridColumn<VolumeRow>[] => [
  {
    ...{ id: 'name', title: t('Name'), width: 'minmax(180px, 3fr)' },
    sortValue: (row) => titleOf(row).text,
    cell: (row, tabIndex) => <Name row={row} tabIndex={tabIndex} />,
  },
  {
    ...{ id: 'used', title: t('Used by'), width: 'minmax(110px, 2fr)' },
    sortValue: (row) => (row.usedBy.length === 0 ? null : usersWords(row)),
    cell: (row) => <Users row={row} />,
  },
  {
    ...{ id: 'size', title: t('Size'), width: '90px', align: 'end' },
    sortValue: ({ name }) => sizeOf(sizes, name),
    cell: ({ name }) => <Size sizes={sizes} name={name} />,
  },
  {
    ...{ id: 'driver', title: t('Driver'), width: '90px', from: 620 },
    sortValue: ({ driver }) => driver,
    cell: ({ driver }) => <EngineText value={driver} />,
  },
  {
    ...{ id: 'project', title: t('Project'), width: '120px', from: 760 },
    sortValue: ({ project }) => project,
    cell: ({ project }) => project !== null && <EngineText value={project} />,
  },
  {
    ...{ id: 'created', title: t('Created'), width: '170px', from: 880 },
    sortValue: ({ created }) => created,
    cell: ({ created }) => (created === null ? <span className={classes.dim}>–</span> : dateTime(created)),
  },
];
