import type { DiskItem } from '../../../main/contract/disk';
import { Link } from 'wouter';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { agoWords, dateTime } from '../../lib/time';
import type { GridColumn } from '../../ui/data-grid/columns';
import { EngineText } from '../../ui/engine-text';
import classes from './disk.module.css';
import { KIND_WORDS, usersWords } from './disk-words';

function NameCell({ item, tabIndex }: { readonly item: DiskItem; readonly tabIndex: 0 | -1 }) {
  const name = <EngineText value={item.name} />;
  if (item.containerId === null) return name;
  return (
    <Link href={`/containers/${encodeURIComponent(item.containerId)}`} tabIndex={tabIndex}>
      {name}
    </Link>
  );
}

/** `now`: by the engine's clock, at the measuring. */
export const diskColumns = (now: number): readonly GridColumn<DiskItem>[] => [
  {
    ...{ id: 'kind', title: t('Kind'), width: '108px', sortValue: ({ kind }) => KIND_WORDS[kind].one },
    cell: ({ kind }) => (
      <span className={classes.kind}>
        <span className={classes.swatch} data-kind={kind} aria-hidden />
        {KIND_WORDS[kind].one}
      </span>
    ),
  },
  {
    ...{ id: 'name', title: t('Name'), width: 'minmax(160px, 2fr)', sortValue: ({ name }) => name },
    cell: (item, tabIndex) => <NameCell item={item} tabIndex={tabIndex} />,
  },
  {
    ...{ id: 'size', title: t('Size'), width: '92px', align: 'end', sortValue: ({ bytes }) => bytes },
    cell: ({ bytes }) => (bytes === null ? '–' : decimalBytes(bytes)),
  },
  {
    ...{ id: 'shared', title: t('Shared'), width: '92px', align: 'end', from: 760 },
    sortValue: ({ sharedBytes }) => sharedBytes,
    cell: ({ sharedBytes }) => (sharedBytes === 0 ? '' : decimalBytes(sharedBytes)),
  },
  {
    ...{ id: 'use', title: t('Used by'), width: 'minmax(110px, 1.2fr)', from: 620 },
    sortValue: (item) => usersWords(item) || (item.inUse ? t('in use') : null),
    cell: (item) => {
      const users = usersWords(item);
      if (users !== '') return <EngineText value={users} />;
      return <span className={classes.dim}>{item.inUse ? t('in use') : t('nothing')}</span>;
    },
  },
  {
    ...{
      id: 'detail',
      title: t('Details'),
      width: 'minmax(110px, 1.2fr)',
      from: 880,
      sortValue: ({ detail }) => detail,
    },
    cell: ({ detail }) => <EngineText value={detail} />,
  },
  {
    ...{ id: 'created', title: t('Created'), width: '112px', from: 1040 },
    sortValue: ({ createdAt }) => (createdAt === null ? null : -createdAt),
    cell: ({ createdAt }) =>
      createdAt === null ? '' : <span title={dateTime(createdAt)}>{agoWords(createdAt, now)}</span>,
  },
];
