import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import type { ContainerColumnId } from '../../../../main/contract/settings';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { ActionIcon } from '../actions/action-icon';
import { perform } from '../actions/commands';
import { ACTION_WORDS, type RowAction, applies } from '../actions/kinds';
import { containerRows, useContainers } from '../containers';
import { isColumn } from '../list/columns';
import type { GroupLine } from '../list/lines';
import { isMeasured } from '../measures';
import { stepSelection, useUi } from '../ui-store';
import type { LineProps } from './container-row';
import list from '../../../ui/data-grid/data-grid.module.css';
import classes from './grid.module.css';
import { MeasuredSum } from './measured-cell';

const GROUP_ACTIONS: readonly RowAction[] = ['start', 'stop', 'restart', 'remove'];

interface Props extends LineProps {
  readonly group: GroupLine;
  /** Ids of the columns in sight with spaces between. */
  readonly columns: string;
  /** null: cannot be folded, as while a filter shows what it found. */
  readonly onFold: ((project: string) => void) | null;
}

/** The project's name takes the columns before the first that has a sum. */
function parted(columns: string): { readonly span: number; readonly rest: readonly ContainerColumnId[] } {
  const ids = columns.split(' ').filter(isColumn);
  const first = ids.findIndex(isMeasured);
  const span = first < 0 ? ids.length : Math.max(1, first);
  return { span, rest: ids.slice(span) };
}

/** A compose project: folds, and acts on all of its containers in the list. */
export const GroupRow = memo(function GroupRow({ group, columns, index, top, active, onFold }: Props) {
  const { project, ids, running, folded } = group;
  const tabIndex = active ? 0 : -1;
  const name = withoutControls(project);
  const { span, rest } = parted(columns);
  const Chevron = folded ? IconChevronRight : IconChevronDown;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-label={
        folded
          ? t('Project {name}, {running} of {count} running, collapsed', { name, running, count: ids.length })
          : t('Project {name}, {running} of {count} running, expanded', { name, running, count: ids.length })
      }
      tabIndex={tabIndex}
      className={`${list.row} ${classes.row}`}
      style={{ top }}
      data-line={group.key}
      data-group
    >
      <GroupTick ids={ids} name={name} tabIndex={tabIndex} />
      <div role="gridcell" aria-colspan={span} className={classes.groupCell} style={{ gridColumn: `span ${span}` }}>
        <button
          type="button"
          className={classes.fold}
          aria-label={`${folded ? t('Expand') : t('Collapse')} ${name}`}
          tabIndex={tabIndex}
          disabled={onFold === null}
          onClick={() => onFold?.(project)}
        >
          <Chevron size={16} aria-hidden />
          <EngineText value={project} />
        </button>
        <span className={classes.counts}>{t('{running}/{count} running', { running, count: ids.length })}</span>
      </div>
      {rest.map((column) => (
        <div key={column} role="gridcell" className={`${list.cell} ${classes.cell}`} data-column={column}>
          {isMeasured(column) && <MeasuredSum ids={ids} column={column} />}
        </div>
      ))}
      <div role="gridcell" className={list.actions}>
        <GroupButtons ids={ids} name={name} tabIndex={tabIndex} />
      </div>
    </div>
  );
});

interface PartProps {
  readonly ids: readonly string[];
  readonly name: string;
  readonly tabIndex: number;
}

function GroupTick({ ids, name, tabIndex }: PartProps) {
  const count = useUi(({ selection }) => ids.reduce((sum, id) => sum + (selection.ids.has(id) ? 1 : 0), 0));
  return (
    <div role="gridcell" className={list.tick}>
      <input
        type="checkbox"
        aria-label={t('Select all of project {name}', { name })}
        checked={count === ids.length}
        ref={(box) => {
          if (box !== null) box.indeterminate = count > 0 && count < ids.length;
        }}
        tabIndex={tabIndex}
        onChange={() => stepSelection({ type: 'toggle-many', ids })}
      />
    </div>
  );
}

function GroupButtons({ ids, name, tabIndex }: PartProps) {
  // A string, so that a change of state which allows nothing else renders nothing anew.
  const possible = useContainers(() => {
    const rows = containerRows(ids);
    return GROUP_ACTIONS.filter((action) => rows.some((row) => applies(action, row))).join(' ');
  }).split(' ');
  return GROUP_ACTIONS.map((action) => (
    <IconButton
      key={action}
      label={`${ACTION_WORDS[action].label} ${name}`}
      icon={<ActionIcon action={action} />}
      danger={action === 'remove'}
      tabIndex={tabIndex}
      disabled={!possible.includes(action)}
      onClick={() => perform(action, ids)}
    />
  ));
}
