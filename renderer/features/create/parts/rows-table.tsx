import { IconPlus, IconX } from '@tabler/icons-react';
import { type CSSProperties, type KeyboardEvent, memo, useRef } from 'react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import classes from '../create.module.css';
import type { TableField } from '../model/fields';
import { addRow, removeRow, touch, useForm, useFormStore } from '../model/form-store';
import { listAt } from '../model/paths';
import { Cell } from './cell';
import { controlId, FieldNote, Flag } from './field-shell';

interface Props {
  readonly table: TableField;
}

const firstControl = (row: Element | undefined): void =>
  row?.querySelector<HTMLElement>('input, select, textarea')?.focus();

/** A list of the spec: a row an item. Enter goes to the next row, and after the last one adds another. */
export const RowsTable = memo(function RowsTable({ table }: Props) {
  const { path, label, flag, one, columns, blank, hint } = table;
  const form = useFormStore();
  const count = useForm(({ spec }) => listAt(spec, path).length);
  const root = useRef<HTMLDivElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const rowsOf = (): readonly Element[] => [...(root.current?.querySelectorAll('[data-row]') ?? [])];
  // The new row is drawn by then: a click and a key are told to React at once.
  const add = (): void => {
    addRow(form, path, blank);
    setTimeout(() => firstControl(rowsOf().at(-1)));
  };
  const remove = (index: number): void => {
    removeRow(form, path, index);
    setTimeout(() => {
      const next = rowsOf()[Math.min(index, count - 2)];
      if (next === undefined) adder.current?.focus();
      else next.querySelector<HTMLElement>('[data-remove]')?.focus();
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
      return;
    if (!(event.target instanceof Element) || event.target.closest('button, select') !== null) return;
    event.preventDefault();
    const rows = rowsOf();
    const at = rows.findIndex((row) => row.contains(event.target as Node));
    if (at === rows.length - 1) add();
    else firstControl(rows[at + 1]);
  };
  const style = { '--columns': columns.map(({ width }) => `minmax(0, ${width}fr)`).join(' ') } as CSSProperties;
  return (
    <div ref={root} className={classes.field} data-wide onKeyDown={onKeyDown}>
      <div className={classes.labelLine}>
        <span id={controlId(path)} tabIndex={-1} className={classes.tableTitle}>
          {label}
        </span>
        <Flag flag={flag} />
      </div>
      {count > 0 && (
        <div role="table" aria-labelledby={controlId(path)} className={classes.table} style={style}>
          <div role="row" className={classes.row}>
            {columns.map((column) => (
              <span key={column.key} role="columnheader" className={classes.columnTitle}>
                {column.label}
              </span>
            ))}
            <span role="columnheader">
              <span className="sw-hidden">{t('Remove')}</span>
            </span>
          </div>
          {Array.from({ length: count }, (_, index) => (
            <Row key={index} table={table} index={index} onRemove={() => remove(index)} />
          ))}
        </div>
      )}
      <FieldNote path={path} hint={hint} inner={false} />
      <div>
        <Button ref={adder} variant="subtle" className={classes.add} icon={<IconPlus size={14} />} onClick={add}>
          {t('Add {one}', { one })}
        </Button>
      </div>
    </div>
  );
});

interface RowProps extends Props {
  readonly index: number;
  readonly onRemove: () => void;
}

function Row({ table: { path, one, columns }, index, onRemove }: RowProps) {
  const form = useFormStore();
  const place = `${path}.${index}`;
  return (
    <>
      <div
        role="row"
        data-row
        className={classes.row}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) touch(form, place);
        }}
      >
        {columns.map((column) => (
          <div key={column.key} role="cell" className={classes.cell}>
            <Cell column={column} row={place} name={`${column.label}, ${one} ${index + 1}`} />
          </div>
        ))}
        <div role="cell">
          <IconButton
            label={t('Remove {one} {index}', { one, index: index + 1 })}
            icon={<IconX size={14} />}
            data-remove
            className={classes.remove}
            onClick={onRemove}
          />
        </div>
      </div>
      <RowNotes place={place} columns={columns} />
    </>
  );
}

/** What is wrong with the row and its cells, beneath it. */
const RowNotes = ({ place, columns }: { readonly place: string; readonly columns: TableField['columns'] }) => (
  <>
    <FieldNote path={place} inner={false} />
    {columns.map(({ key }) => (
      <FieldNote key={key} path={`${place}.${key}`} />
    ))}
  </>
);
