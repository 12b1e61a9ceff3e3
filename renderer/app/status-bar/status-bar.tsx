import {
  IconKeyboard,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSearch,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useKeyLabel } from '../../lib/actions/bindings';
import { t } from '../../lib/i18n';
import { IconButton } from '../../ui/icon-button';
import { APP_ACTIONS } from '../app-actions';
import { openPalette } from '../palette/palette-store';
import { EngineStatus } from './engine-status';
import { MachineUse } from './machine-use';
import { OwnUse } from './own-use';
import { RunningCount } from './running-count';
import classes from './status-bar.module.css';

interface Props {
  readonly sidebarShown: boolean;
  readonly onSidebar: () => void;
  readonly onBudget: () => void;
  readonly onKeys: () => void;
  /** What is under way, and the panels that have buttons here. */
  readonly children: ReactNode;
}

/** What is always in sight: the engine, what runs, what it all takes. */
export function StatusBar({ sidebarShown, onSidebar, onBudget, onKeys, children }: Props) {
  const sidebarKey = useKeyLabel(APP_ACTIONS.sidebar);
  const paletteKey = useKeyLabel(APP_ACTIONS.palette);
  const keysKey = useKeyLabel(APP_ACTIONS.keys);
  return (
    <footer className={classes.footer}>
      <IconButton
        label={sidebarShown ? t('Hide the sidebar') : t('Show the sidebar')}
        hint={sidebarKey}
        icon={sidebarShown ? <IconLayoutSidebarLeftCollapse size={16} /> : <IconLayoutSidebarLeftExpand size={16} />}
        onClick={onSidebar}
      />
      {!sidebarShown && (
        <IconButton
          label={t('Search')}
          hint={paletteKey}
          icon={<IconSearch size={16} />}
          onClick={() => openPalette()}
        />
      )}
      <EngineStatus />
      <RunningCount />
      <MachineUse />
      <OwnUse onOpen={onBudget} />
      {children}
      <IconButton
        label={t('Keys')}
        data-tour-part="keys"
        hint={keysKey}
        icon={<IconKeyboard size={16} />}
        onClick={onKeys}
      />
    </footer>
  );
}
