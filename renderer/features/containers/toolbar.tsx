import { Menu } from '@mantine/core';
import { IconAlertTriangle, IconColumns3, IconFolders, IconPlus, IconX } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { t } from '../../lib/i18n';
import { useEngine } from '../../rpc/stores/engine-store';
import { announceFound } from '../../ui/announcer-store';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { useTooltip } from '../../ui/tooltip';
import { SearchBox } from '../../ui/search-box';
import { listStore, useContainers } from './containers';
import { isAlive } from './list/arrangement';
import { COLUMN_TITLES, resetColumns, withHidden } from './list/columns';
import { FORM_PATH } from './routes';
import classes from './toolbar.module.css';
import { type View, changeView } from './use-view';

interface Props {
  readonly view: View;
  readonly filterText: string;
  readonly onFilter: (text: string) => void;
  readonly filterBox: RefObject<HTMLInputElement | null>;
  /** From the filter on to what it found. */
  readonly onLeaveFilter: () => void;
}

/** The view's heading with its counts, the filter, and how the list is shown. */
export function Toolbar({ view, filterText, onFilter, filterBox, onLeaveFilter }: Props) {
  const [, navigate] = useLocation();
  return (
    <header className={classes.toolbar}>
      <div className={classes.heading}>
        <h1 tabIndex={-1}>{t('Containers')}</h1>
        <Counts filtered={filterText.trim() !== ''} />
        <StaleNote />
      </div>
      <FilterBox text={filterText} onChange={onFilter} box={filterBox} onLeave={onLeaveFilter} />
      <Button
        variant="subtle"
        icon={<IconFolders size={16} />}
        aria-pressed={view.grouped}
        className={classes.toggle}
        onClick={() => changeView({ grouped: !view.grouped })}
      >
        <span className={classes.word}>{t('Group by project')}</span>
      </Button>
      <ColumnsMenu view={view} />
      <Button variant="primary" icon={<IconPlus size={16} />} onClick={() => navigate(FORM_PATH)}>
        <span className={classes.word}>{t('New container')}</span>
      </Button>
    </header>
  );
}

/** What the filter found is said aloud. */
function Counts({ filtered }: { readonly filtered: boolean }) {
  const found = useStore(listStore, ({ ids }) => ids.length);
  const words = useContainers(({ rows }) => {
    if (filtered) return t('{found} of {count}', { found, count: rows.size });
    let running = 0;
    for (const row of rows.values()) if (isAlive(row)) running += 1;
    return rows.size === 0 ? '' : t('{running} of {count} running', { running, count: rows.size });
  });
  useEffect(() => {
    if (filtered) announceFound(t('{found} found', { found }));
  }, [filtered, found]);
  return <span className={classes.counts}>{words}</span>;
}

function StaleNote() {
  const stale = useContainers((state) => state.stale && state.rows.size > 0);
  const reason = useEngine(({ state }) => state?.status.reason ?? '');
  const { triggerProps, tooltip } = useTooltip(reason || t('The engine is out of reach.'));
  return (
    <span aria-live="polite">
      {stale && (
        <span className={classes.stale} {...triggerProps}>
          <IconAlertTriangle size={14} aria-hidden />
          {t('Last known state')}
          {tooltip}
        </span>
      )}
    </span>
  );
}

interface FilterProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onLeave: () => void;
}

const HINT = t('Filter: name, image, label, port… state:running');

function FilterBox({ text, onChange, box, onLeave }: FilterProps) {
  return (
    <SearchBox
      ref={box}
      label={t('Filter containers')}
      placeholder={HINT}
      className={classes.filter}
      value={text}
      rightSection={
        text !== '' && (
          <IconButton
            label={t('Clear the filter')}
            icon={<IconX size={14} />}
            onClick={() => {
              onChange('');
              box.current?.focus();
            }}
          />
        )
      }
      onText={onChange}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text !== '') onChange('');
        else if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave();
        else return;
        event.preventDefault();
      }}
    />
  );
}

function ColumnsMenu({ view: { columns } }: { readonly view: View }) {
  const [opened, setOpened] = useState(false);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="subtle" icon={<IconColumns3 size={16} />}>
          <span className={classes.word}>{t('Columns')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.map(({ id, hidden }) => (
          <Menu.CheckboxItem
            key={id}
            checked={!hidden}
            disabled={id === 'name'}
            onChange={(checked) => changeView({ columns: withHidden(columns, id, !checked) })}
          >
            {COLUMN_TITLES[id]}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item closeMenuOnClick onClick={() => changeView({ columns: resetColumns() })}>
          {t('Reset columns')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
