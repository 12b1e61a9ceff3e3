import { Menu } from '@mantine/core';
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { DiskItem, DiskReport, DiskTarget } from '../../../main/contract/disk';
import { decimalBytes } from '../../lib/bytes';
import { t, Trans } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { DataGrid } from '../../ui/data-grid/data-grid';
import { useGridRows } from '../../ui/data-grid/use-grid-rows';
import { IconButton } from '../../ui/icon-button';
import { SearchBox } from '../../ui/search-box';
import { DeleteDialog, type KeepProps } from './delete-dialog';
import { diskColumns } from './disk-columns';
import { DiskPicture } from './disk-picture';
import classes from './disk.module.css';
import { KIND_WORDS, runAddress, usersWords } from './disk-words';

const keyOf = ({ key }: DiskItem): string => key;
const nameOf = ({ kind, name }: DiskItem): string => `${KIND_WORDS[kind].one} ${name}`;
const textOf = (item: DiskItem): string =>
  [KIND_WORDS[item.kind].one, item.name, item.detail, usersWords(item), item.inUse ? '' : 'unused'].join(' ');
const targetsOf = (items: readonly DiskItem[]): readonly DiskTarget[] => items.flatMap(({ target }) => target ?? []);

interface Props extends KeepProps {
  readonly report: DiskReport;
  /** What was deleted is not measured yet. */
  readonly onDone: () => void;
}

/** The picture and the table, which go together. */
export function UseView({ report, onDone, KeepChoice }: Props) {
  const columns = useMemo(() => diskColumns(report.measuredAt), [report.measuredAt]);
  const rows = useMemo(() => new Map(report.items.map((item) => [item.key, item] as const)), [report.items]);
  const grid = useGridRows({ rows, columns, keyOf, textOf, sort: { by: 'size', descending: true } });
  const [open, setOpen] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<readonly DiskTarget[] | null>(null);
  const [, navigate] = useLocation();
  const ask = (items: readonly DiskItem[]): void => {
    const targets = targetsOf(items);
    if (targets.length > 0) setDeleting(targets);
  };
  const selected = targetsOf(grid.selected);
  const show = (key: string): void => {
    setOpen(key);
    const item = rows.get(key);
    // The table comes to it.
    if (item !== undefined) grid.setFilter(item.name.length < 80 ? item.name : '');
  };
  return (
    <div className={classes.use}>
      <Totals report={report} />
      <DiskPicture report={report} openKey={open} onOpen={show} />
      <div className={classes.tableTools}>
        <SearchBox label={t('Filter disk use')} value={grid.filter} onText={grid.setFilter} w={220} />
        <span className={classes.dim} role="status">
          {grid.shown.length === grid.total
            ? grid.total
            : t('{count} of {total}', { count: grid.shown.length, total: grid.total })}
        </span>
        {grid.selection.ids.size > 0 && (
          <Button icon={<IconTrash size={15} />} disabled={selected.length === 0} onClick={() => ask(grid.selected)}>
            {t('Delete {count}', { count: selected.length })}
          </Button>
        )}
      </div>
      <div className={classes.table}>
        <DataGrid
          {...{ label: t('Disk use'), columns, rows: grid.shown, keyOf, nameOf, sort: grid.sort, openKey: open }}
          onSort={grid.setSort}
          selection={grid.selection}
          onSelect={grid.select}
          onOpen={({ key }) => setOpen(key)}
          onDelete={ask}
          menu={(items) => (
            <>
              {items[0]?.kind === 'image' && items.length === 1 && (
                <Menu.Item onClick={() => navigate(runAddress(items[0]?.name ?? ''))}>{t('Run')}</Menu.Item>
              )}
              <Menu.Item disabled={targetsOf(items).length === 0} onClick={() => ask(items)}>
                {t('Delete')}
              </Menu.Item>
            </>
          )}
          actionsWidth={70}
          actions={(item, tabIndex) => (
            <>
              {item.kind === 'image' && (
                <IconButton
                  label={t('Run')}
                  icon={<IconPlayerPlay size={15} />}
                  tabIndex={tabIndex}
                  onClick={() => navigate(runAddress(item.name))}
                />
              )}
              {item.target !== null && (
                <IconButton
                  label={t('Delete')}
                  danger
                  icon={<IconTrash size={15} />}
                  tabIndex={tabIndex}
                  onClick={() => ask([item])}
                />
              )}
            </>
          )}
        />
      </div>
      {deleting !== null && (
        <DeleteDialog targets={deleting} KeepChoice={KeepChoice} onClose={() => setDeleting(null)} onDone={onDone} />
      )}
    </div>
  );
}

function Totals({ report: { totals, totalBytes, logsProblem, machineDisk } }: { readonly report: DiskReport }) {
  return (
    <ul className={classes.totals} aria-label={t('Disk use by kind')}>
      {totals.map(({ kind, count, bytes, reclaimableBytes }) => (
        <li key={kind} title={kind === 'log' && logsProblem !== '' ? logsProblem : KIND_WORDS[kind].of}>
          <span className={classes.swatch} data-kind={kind} aria-hidden />
          {KIND_WORDS[kind].many} <strong>{bytes === null ? t('cannot be read here') : decimalBytes(bytes)}</strong>
          <span className={classes.dim}>
            {bytes === null ? '' : ` ${count}`}
            {reclaimableBytes > 0 &&
              t(', {reclaimableBytes} not in use', { reclaimableBytes: decimalBytes(reclaimableBytes) })}
          </span>
        </li>
      ))}
      <li>
        <Trans text="All {totalBytes}" values={{ totalBytes: <strong>{decimalBytes(totalBytes)}</strong> }} />
      </li>
      {machineDisk !== null && (
        <li title={t('The disk file of the Slipway VM on this computer')}>
          <Trans
            text="Disk file {realBytes}<span> of {logicalBytes}</span>"
            values={{
              realBytes: <strong>{decimalBytes(machineDisk.realBytes)}</strong>,
              logicalBytes: decimalBytes(machineDisk.logicalBytes),
            }}
            tags={{ span: (inner) => <span className={classes.dim}>{inner}</span> }}
          />
        </li>
      )}
    </ul>
  );
}
