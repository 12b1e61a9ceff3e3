import { IconDotsVertical } from '@tabler/icons-react';
import { memo } from 'react';
import type { ContainerRow } from '../../../../main/contract/containers';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { IconButton } from '../../../ui/icon-button';
import { openMenu, targetsOf } from '../ui-store';
import { ActionIcon } from './action-icon';
import { perform } from './commands';
import { ACTION_WORDS, type RowAction, applies } from './kinds';

interface Props {
  readonly row: Pick<ContainerRow, 'id' | 'name' | 'state' | 'pending'>;
  readonly tabIndex: number;
}

/** The two things done most, and the menu with the rest. */
export const RowButtons = memo(function RowButtons({ row, tabIndex }: Props) {
  const name = withoutControls(row.name);
  const main: RowAction = row.state === 'exited' || row.state === 'created' ? 'start' : 'stop';
  return (
    <>
      {([main, 'restart'] as const).map((action) => (
        <IconButton
          key={action}
          label={`${ACTION_WORDS[action].label} ${name}`}
          icon={<ActionIcon action={action} />}
          tabIndex={tabIndex}
          disabled={!applies(action, row)}
          onClick={() => perform(action, [row.id])}
        />
      ))}
      <IconButton
        label={t('More actions for {name}', { name })}
        icon={<IconDotsVertical size={16} />}
        aria-haspopup="menu"
        tabIndex={tabIndex}
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          openMenu({ ids: targetsOf(row.id), x: left, y: bottom });
        }}
      />
    </>
  );
});
