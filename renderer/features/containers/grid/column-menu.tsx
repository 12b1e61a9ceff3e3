import { Menu } from '@mantine/core';
import type { ContainerColumnId } from '../../../../main/contract/settings';
import { t } from '../../../lib/i18n';
import { COLUMN_TITLES, movedBy, resetColumns, withHidden } from '../list/columns';
import { type Point, PointMenu } from '../../../ui/point-menu';
import { useReturnedFocus } from '../../../ui/use-returned-focus';
import { type View, changeView } from '../use-view';

export interface ColumnMenuAt extends Point {
  readonly id: ContainerColumnId;
}

interface Props {
  readonly at: ColumnMenuAt | null;
  readonly view: View;
  readonly onClose: () => void;
}

/** What can be done with a column, for those who do not drag. */
export function ColumnMenu({ at, view, onClose }: Props) {
  useReturnedFocus(at !== null);
  if (at === null) return null;
  return (
    <PointMenu at={at} label={t('Column {column}', { column: COLUMN_TITLES[at.id] })} onClose={onClose}>
      <Items id={at.id} view={view} />
    </PointMenu>
  );
}

function Items({ id, view }: { readonly id: ContainerColumnId; readonly view: View }) {
  const { columns } = view;
  const left = movedBy(columns, id, -1);
  const right = movedBy(columns, id, 1);
  return (
    <>
      <Menu.Item onClick={() => changeView({ sortBy: id, descending: false })}>{t('Sort ascending')}</Menu.Item>
      <Menu.Item onClick={() => changeView({ sortBy: id, descending: true })}>{t('Sort descending')}</Menu.Item>
      <Menu.Divider />
      <Menu.Item disabled={left === columns} onClick={() => changeView({ columns: left })}>
        {t('Move left')}
      </Menu.Item>
      <Menu.Item disabled={right === columns} onClick={() => changeView({ columns: right })}>
        {t('Move right')}
      </Menu.Item>
      <Menu.Item disabled={id === 'name'} onClick={() => changeView({ columns: withHidden(columns, id, true) })}>
        {t('Hide')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => changeView({ columns: resetColumns() })}>{t('Reset columns')}</Menu.Item>
    </>
  );
}
