import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { t } from '../../lib/i18n';
import type { Selection, SelectionStep } from '../../lib/selection';
import { withoutControls } from '../../lib/control-characters';
import { EngineText } from '../engine-text';
import classes from './data-grid.module.css';
import type { GridGroups, GroupLine } from './lines';

interface Selectable {
  readonly selection: Selection;
  readonly onSelect: (step: SelectionStep) => void;
}

interface Props {
  readonly line: GroupLine;
  readonly index: number;
  /** Distance from the top of the list, px. */
  readonly top: number;
  readonly tabIndex: 0 | -1;
  readonly selectable: Selectable | null;
  /** Of the grid. */
  readonly columnCount: number;
  readonly groups: Pick<GridGroups<unknown>, 'label' | 'countWords' | 'onFold'>;
}

/** The line of a group: folds it, and selects all of it. */
export const GridGroup = memo(function GridGroup(props: Props) {
  const { line, index, top, tabIndex, selectable, columnCount, groups } = props;
  const { key, name, keys, folded } = line;
  const { label, countWords, onFold } = groups;
  const words = withoutControls(name);
  const count = countWords(keys.length);
  const Chevron = folded ? IconChevronRight : IconChevronDown;
  const span = columnCount - (selectable === null ? 0 : 1);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-label={`${label} ${words}, ${count}, ${folded ? 'collapsed' : 'expanded'}`}
      tabIndex={tabIndex}
      className={classes.row}
      style={{ top }}
      data-line={key}
      data-group
    >
      {selectable !== null && <GroupTick name={words} keys={keys} tabIndex={tabIndex} {...selectable} />}
      <div role="gridcell" aria-colspan={span} className={classes.group}>
        <button
          type="button"
          className={classes.fold}
          aria-label={`${folded ? t('Expand') : t('Collapse')} ${words}`}
          tabIndex={tabIndex}
          disabled={onFold === null}
          onClick={() => onFold?.(name)}
        >
          <Chevron size={16} aria-hidden />
          <EngineText value={name} />
        </button>
        <span className={classes.count}>{count}</span>
      </div>
    </div>
  );
});

interface TickProps extends Selectable {
  readonly name: string;
  readonly keys: readonly string[];
  readonly tabIndex: 0 | -1;
}

function GroupTick({ name, keys, tabIndex, selection, onSelect }: TickProps) {
  const count = keys.filter((key) => selection.ids.has(key)).length;
  return (
    <div role="gridcell" className={classes.tick} data-tick>
      <input
        type="checkbox"
        aria-label={t('Select all of {name}', { name })}
        checked={count === keys.length}
        ref={(box) => {
          if (box !== null) box.indeterminate = count > 0 && count < keys.length;
        }}
        tabIndex={tabIndex}
        onChange={() => onSelect({ type: 'toggle-many', ids: keys })}
      />
    </div>
  );
}
