import { IconLayoutColumns, IconLayoutRows, IconPlus, IconSearch, IconSettings, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import type { PaneDirection } from '../../../main/contract/terminal';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { keyLabel } from '../../lib/platform';
import { IconButton } from '../../ui/icon-button';
import { requestFind } from './find-request';
import { type PaneGroup, targetWord } from './scope';
import { KEYS } from './screen/keys';
import { SettingsDialog } from './settings-dialog';
import classes from './terminal.module.css';

interface Props {
  readonly groups: readonly PaneGroup[];
  /** Undefined: none, a new one is being made. */
  readonly shown: string | undefined;
  readonly onShow: (tab: string) => void;
  readonly onNew: () => void;
  readonly onSplit: (direction: PaneDirection) => void;
  /** Closes the active pane. */
  readonly onClose: () => void;
}

/** Left and right go from tab to tab, as in any tab list. */
function onKeyDown({ key, currentTarget }: KeyboardEvent<HTMLElement>): void {
  const tabs = [...currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step !== 0) tabs[(at + step + tabs.length) % tabs.length]?.focus();
}

const isOver = ({ panes }: PaneGroup): boolean => panes.every(({ state }) => state.type === 'ended');

export function TabBar({ groups, shown, onShow, onNew, onSplit, onClose }: Props) {
  const [settingsShown, setSettingsShown] = useState(false);
  const disabled = shown === undefined;
  return (
    <div className={classes.bar}>
      <div role="tablist" aria-label={t('Terminals')} className={classes.tabs} onKeyDown={onKeyDown}>
        {groups.map((group, index) => (
          <button
            key={group.tab}
            type="button"
            role="tab"
            aria-selected={group.tab === shown}
            tabIndex={group.tab === (shown ?? groups[0]?.tab) ? 0 : -1}
            className={classes.tab}
            data-over={isOver(group) || undefined}
            onClick={() => onShow(group.tab)}
          >
            {tabName(group, index)}
          </button>
        ))}
      </div>
      <div className={classes.tools}>
        <IconButton label={t('New terminal')} icon={<IconPlus size={16} />} onClick={onNew} />
        <IconButton
          label={t('Split: side by side')}
          icon={<IconLayoutColumns size={16} />}
          disabled={disabled}
          onClick={() => onSplit('row')}
        />
        <IconButton
          label={t('Split: one above the other')}
          icon={<IconLayoutRows size={16} />}
          disabled={disabled}
          onClick={() => onSplit('column')}
        />
        <IconButton
          label={t('Find in the terminal')}
          hint={keyLabel(KEYS.find)}
          icon={<IconSearch size={16} />}
          disabled={disabled}
          onClick={requestFind}
        />
        <IconButton
          label={t('Terminal settings')}
          icon={<IconSettings size={16} />}
          onClick={() => setSettingsShown(true)}
        />
        <IconButton label={t('Close this terminal')} icon={<IconX size={16} />} disabled={disabled} onClick={onClose} />
      </div>
      <SettingsDialog opened={settingsShown} onClose={() => setSettingsShown(false)} />
    </div>
  );
}

const tabName = ({ panes }: PaneGroup, index: number): string => {
  const [first] = panes;
  const word = first === undefined ? '' : withoutControls(targetWord(first.target)).slice(0, 30);
  return `${index + 1} ${word}${panes.length > 1 ? ` +${panes.length - 1}` : ''}`;
};
