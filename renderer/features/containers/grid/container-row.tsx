import { memo } from 'react';
import type { ContainerRow } from '../../../../main/contract/containers';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { agoWords } from '../../../lib/time';
import { RowButtons } from '../actions/row-buttons';
import { listStore, useContainer } from '../containers';
import { useEngineNow } from '../engine-clock';
import { rowLabel, stateWords, ticksFast } from '../state-words';
import { stepSelection, useUi } from '../ui-store';
import { Cells } from './cells';
import list from '../../../ui/data-grid/data-grid.module.css';
import classes from './grid.module.css';

export interface LineProps {
  /** Place among all lines, from 0. */
  readonly index: number;
  /** Distance from the top of the list, px. */
  readonly top: number;
  /** It has, or gets, the focus. */
  readonly active: boolean;
}

interface Props extends LineProps {
  readonly id: string;
  /** Ids of the columns in sight with spaces between: rows are rendered anew only when it changes. */
  readonly columns: string;
  readonly grouped: boolean;
  /** Its details are shown. */
  readonly open: boolean;
  readonly hrefOf: (id: string) => string;
}

/** Follows its own container and nothing else. */
export const ContainerLine = memo(function ContainerLine(props: Props) {
  const row = useContainer(props.id);
  return row === undefined ? null : <Row {...props} row={row} />;
});

function Row({ row, columns, index, top, active, grouped, open, hrefOf }: Props & { readonly row: ContainerRow }) {
  const selected = useUi((state) => state.selection.ids.has(row.id));
  const slow = useEngineNow(false);
  const now = Math.max(slow, useEngineNow(ticksFast(row, slow)));
  const stateText = stateWords(row, now);
  const tabIndex = active ? 0 : -1;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-label={rowLabel(row, stateText)}
      tabIndex={tabIndex}
      className={`${list.row} ${classes.row}`}
      style={{ top }}
      data-line={row.id}
      data-grouped={grouped || undefined}
      data-open={open || undefined}
      data-quiet={row.state === 'exited' || row.state === 'created' || undefined}
    >
      <Tick row={row} selected={selected} tabIndex={tabIndex} />
      <Cells
        columns={columns}
        row={row}
        stateText={stateText}
        createdText={agoWords(row.created, now)}
        href={hrefOf(row.id)}
        tabIndex={tabIndex}
      />
      <div role="gridcell" className={list.actions}>
        <RowButtons row={row} tabIndex={tabIndex} />
      </div>
    </div>
  );
}

interface TickProps {
  readonly row: ContainerRow;
  readonly selected: boolean;
  readonly tabIndex: number;
}

const Tick = memo(function Tick({ row, selected, tabIndex }: TickProps) {
  return (
    <div role="gridcell" className={list.tick} data-tick>
      <input
        type="checkbox"
        aria-label={t('Select {name}', { name: withoutControls(row.name) })}
        checked={selected}
        tabIndex={tabIndex}
        onChange={({ nativeEvent }) => {
          const order = listStore.getState().ids;
          const range = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey;
          stepSelection(range ? { type: 'range', id: row.id, order } : { type: 'toggle', id: row.id });
        }}
      />
    </div>
  );
});
