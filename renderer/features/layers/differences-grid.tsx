import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Difference } from '../../../main/contract/layers';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import type { GridColumn } from '../../ui/data-grid/columns';
import { DataGrid } from '../../ui/data-grid/data-grid';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { SearchBox } from '../../ui/search-box';
import classes from './layers.module.css';

const sizeWords = (bytes: number | null): string => (bytes === null ? '–' : decimalBytes(bytes));

const COLUMNS: readonly GridColumn<Difference>[] = [
  { id: 'path', title: t('Path'), width: 'minmax(200px, 3fr)', cell: ({ path }) => <EngineText value={path} mono /> },
  { id: 'change', title: t('Change'), width: '90px', cell: ({ change }) => change },
  { id: 'what', title: t('What'), width: 'minmax(90px, 1fr)', from: 640, cell: ({ what }) => what.join(', ') },
  { id: 'before', title: t('Before'), width: '92px', align: 'end', cell: ({ before }) => sizeWords(before) },
  { id: 'after', title: t('After'), width: '92px', align: 'end', cell: ({ after }) => sizeWords(after) },
];
const PAGE = 500;
const SORT = { by: 'path', descending: false };

interface Props {
  readonly pair: { readonly imageId: string; readonly otherId: string };
}

/** Paths that differ, a page at a time. */
export function DifferencesGrid({ pair }: Props) {
  const [text, setText] = useState('');
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery({
    queryKey: ['layers', 'differences', pair, text, offset],
    queryFn: ({ signal }) => rpc.call('layers.differences', { ...pair, changes: [], text, offset }, { signal }),
    placeholderData: keepPreviousData,
  });
  const total = data?.total ?? 0;
  const search = (value: string): void => {
    setText(value);
    setOffset(0);
  };
  return (
    <div className={classes.column}>
      <div className={classes.tools}>
        <SearchBox label={t('Search paths that differ')} value={text} onText={search} className={classes.search} />
        {total > PAGE && (
          <>
            <span className={classes.dim}>
              {t('{offset, number} to {min, number} of {total, number}', {
                offset: offset + 1,
                min: Math.min(total, offset + PAGE),
                total,
              })}
            </span>
            <Button disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE))}>
              {t('Previous')}
            </Button>
            <Button disabled={offset + PAGE >= total} onClick={() => setOffset(offset + PAGE)}>
              {t('Next')}
            </Button>
          </>
        )}
      </div>
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <div className={classes.tree}>
        <DataGrid
          label={t('Files that differ')}
          columns={COLUMNS}
          rows={data?.differences ?? []}
          keyOf={({ path }) => path}
          nameOf={({ path }) => path}
          stateOf={({ change }) => change}
          sort={SORT}
          onSort={() => undefined}
        />
      </div>
    </div>
  );
}
