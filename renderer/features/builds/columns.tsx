import { Link } from 'wouter';
import type { BuildRow } from '../../../main/contract/builds';
import { t } from '../../lib/i18n';
import { dateTime, durationWords } from '../../lib/time';
import { useNow } from '../../lib/use-now';
import type { GridColumn } from '../../ui/data-grid/columns';
import { EngineText } from '../../ui/engine-text';
import classes from './builds.module.css';
import { detailsPath } from './routes';
import { StateMark } from './state-mark';
import { cachedWords, durationOf, isOver, shortId, SHORT_BUILDER, titleOf } from './words';

const TICK_MS = 1000;

const Name = ({ row, tabIndex }: { readonly row: BuildRow; readonly tabIndex: 0 | -1 }) => (
  <Link href={detailsPath(row.id)} tabIndex={tabIndex} className={classes.name}>
    <EngineText value={titleOf(row)} title={[...row.wish.tags, row.wish.folder].join('\n')} />
    {row.wish.tags.length > 1 && <span className={classes.more}>+{row.wish.tags.length - 1}</span>}
  </Link>
);

function Ticking({ row }: { readonly row: BuildRow }) {
  return durationWords(durationOf(row, useNow(TICK_MS)) ?? 0);
}

export function Duration({ row }: { readonly row: BuildRow }) {
  if (!isOver(row)) return <Ticking row={row} />;
  const ms = durationOf(row, 0);
  return ms === null ? <span className={classes.dim}>–</span> : durationWords(ms);
}

export const COLUMNS: readonly GridColumn<BuildRow>[] = [
  {
    ...{ id: 'name', title: t('Image'), width: 'minmax(150px, 3fr)' },
    sortValue: titleOf,
    cell: (row, tabIndex) => <Name row={row} tabIndex={tabIndex} />,
  },
  {
    ...{ id: 'state', title: t('State'), width: '112px' },
    sortValue: ({ state }) => state,
    cell: ({ state }) => <StateMark state={state} />,
  },
  {
    ...{ id: 'started', title: t('Started'), width: '165px', from: 620 },
    sortValue: ({ startedAt }) => startedAt,
    cell: ({ startedAt }) => dateTime(startedAt),
  },
  {
    ...{ id: 'duration', title: t('Duration'), width: '90px', align: 'end' },
    sortValue: (row) => durationOf(row, Date.now()),
    cell: (row) => <Duration row={row} />,
  },
  {
    ...{ id: 'cached', title: t('Cached'), width: '76px', align: 'end', from: 470 },
    sortValue: ({ cached, steps }) => (steps === 0 ? null : cached / steps),
    cell: (row) =>
      row.steps === 0 ? (
        <span className={classes.dim}>–</span>
      ) : (
        <span title={t('{cached} of {steps} steps came from the cache', { cached: row.cached, steps: row.steps })}>
          {cachedWords(row)}
        </span>
      ),
  },
  {
    ...{ id: 'builder', title: t('Builder'), width: '80px', from: 800 },
    sortValue: ({ builder }) => builder,
    cell: ({ builder }) => SHORT_BUILDER[builder],
  },
  {
    ...{ id: 'image', title: t('Image id'), width: '115px', from: 900 },
    sortValue: ({ imageId }) => imageId,
    cell: ({ imageId }) =>
      imageId === null ? (
        <span className={classes.dim}>–</span>
      ) : (
        <span className={classes.mono}>{shortId(imageId)}</span>
      ),
  },
  {
    ...{ id: 'folder', title: t('Folder'), width: 'minmax(120px, 2fr)', from: 1000 },
    sortValue: ({ wish }) => wish.folder,
    cell: ({ wish }) => <EngineText value={wish.folder} />,
  },
];
