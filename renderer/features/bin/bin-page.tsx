import { Menu } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { BinRow } from '../../../main/contract/bin';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { whileVisible } from '../../lib/while-visible';
import { useSettings } from '../../rpc/stores/settings-store';
import { watch } from '../../rpc/use-stream';
import { Button } from '../../ui/button';
import { DataGrid } from '../../ui/data-grid/data-grid';
import { useGridRows } from '../../ui/data-grid/use-grid-rows';
import { EmptyState } from '../../ui/empty-state';
import { IconButton } from '../../ui/icon-button';
import { ListPage } from '../../ui/list-page';
import { SearchBox } from '../../ui/search-box';
import { COLUMNS } from './bin-columns';
import { useBin } from './bin-store';
import classes from './bin.module.css';
import { PurgeDialog } from './purge-dialog';
import { RestoreDialog } from './restore-dialog';
import { useRestore } from './use-restore';

const keyOf = ({ key }: BinRow): string => key;
const nameOf = ({ name }: BinRow): string => name;
const textOf = ({ name, image, kind }: BinRow): string => `${name} ${image} ${kind}`;
const FIRST_SORT = { by: 'deleted', descending: true };

interface Props {
  /** What other features keep. */
  readonly more: ReactNode;
}

/** What was deleted and can be had back. */
export function BinPage({ more }: Props) {
  useEffect(
    () =>
      whileVisible(() =>
        watch('bin.watch', undefined, { onItem: useBin.change, onLost: () => useBin.change({ type: 'stale' }) }),
      ),
    [],
  );
  const { rows, synced, stale } = useBin();
  const grid = useGridRows({ rows, columns: COLUMNS, keyOf, textOf, sort: FIRST_SORT });
  const [purging, setPurging] = useState<readonly BinRow[] | null>(null);
  const restore = useRestore();
  const all = [...rows.values()];
  const bytes = all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return (
    <ListPage
      title={t('Bin')}
      counts={synced ? `${countWords(all.length)}, ${decimalBytes(bytes)}` : ''}
      stale={stale}
      tools={
        <>
          <SearchBox label={t('Filter the bin')} value={grid.filter} onText={grid.setFilter} />
          <Button icon={<IconTrash size={15} />} disabled={all.length === 0} onClick={() => setPurging(all)}>
            {t('Empty…')}
          </Button>
        </>
      }
      dock={more}
    >
      <DataGrid
        label={t('Bin')}
        columns={COLUMNS}
        rows={grid.shown}
        keyOf={keyOf}
        nameOf={nameOf}
        stateOf={({ kind }) => kind}
        sort={grid.sort}
        onSort={grid.setSort}
        selection={grid.selection}
        onSelect={grid.select}
        onDelete={setPurging}
        stale={stale}
        menu={(chosen) => <Items rows={chosen} onRestore={restore.begin} onPurge={setPurging} />}
        actionsWidth={70}
        actions={(row, tabIndex) => (
          <>
            <IconButton
              label={t('Restore {name}', { name: withoutControls(row.name) })}
              icon={<IconArrowBackUp size={16} />}
              tabIndex={tabIndex}
              disabled={restore.busy.has(row.key)}
              onClick={() => restore.begin([row])}
            />
            <IconButton
              label={t('Delete {name} for good', { name: withoutControls(row.name) })}
              icon={<IconTrash size={16} />}
              danger
              tabIndex={tabIndex}
              onClick={() => setPurging([row])}
            />
          </>
        )}
      />
      {synced && all.length === 0 && (
        <div className={classes.empty}>
          <Empty />
        </div>
      )}
      {purging !== null && <PurgeDialog rows={purging} onClose={() => setPurging(null)} />}
      {restore.taken !== null && <RestoreDialog key={restore.taken.row.key} {...restore.taken} restore={restore} />}
    </ListPage>
  );
}

const countWords = (count: number): string => `${count} ${count === 1 ? t('thing') : t('things')}`;

function Empty() {
  const hours = useSettings((store) => store.value?.bin.hours ?? 0);
  return (
    <EmptyState icon={<IconTrash size={32} stroke={1.5} />} title={t('The bin is empty')}>
      <p>{t('What you delete with “Keep in the bin” can be restored from here for {hours} hours.', { hours })}</p>
    </EmptyState>
  );
}

interface ItemsProps {
  readonly rows: readonly BinRow[];
  readonly onRestore: (rows: readonly BinRow[]) => void;
  readonly onPurge: (rows: readonly BinRow[]) => void;
}

const Items = ({ rows, onRestore, onPurge }: ItemsProps) => (
  <>
    <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => onRestore(rows)}>
      {t('Restore')}
    </Menu.Item>
    <Menu.Item data-danger leftSection={<IconTrash size={16} />} onClick={() => onPurge(rows)}>
      {t('Delete for good…')}
    </Menu.Item>
  </>
);
