import { FileButton, Menu } from '@mantine/core';
import {
  IconColumns3,
  IconDots,
  IconFileImport,
  IconFolders,
  IconHammer,
  IconRuler2,
  IconTrash,
  IconUpload,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ImagesView } from '../../../main/contract/settings';
import { t } from '../../lib/i18n';
import { dateTime, durationWords } from '../../lib/time';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import parts from '../../ui/list-parts.module.css';
import { SearchBox } from '../../ui/search-box';
import { load } from './actions/bulk';
import { COLUMN_TITLES, isColumn } from './columns';
import { measure, useSizes } from './images-store';
import { ask } from './questions-store';
import { changeView, toggled } from './use-view';

interface Props {
  readonly filter: string;
  readonly onFilter: (text: string) => void;
  readonly view: ImagesView;
  /** Icons without words. */
  readonly compact: boolean;
  readonly onBuild: (() => void) | undefined;
}

/** The filter, how the list is shown, and what brings images. */
export function Toolbar({ filter, onFilter, view, compact, onBuild }: Props) {
  return (
    <div className={parts.tools} data-compact={compact || undefined}>
      <SearchBox
        label={t('Filter images')}
        placeholder={t('Filter: name, repo:, tag:, used:no…')}
        title={t('repo: tag: digest: id: label: used: running: dangling: kept: – a leading - turns a term round')}
        className={parts.filter}
        value={filter}
        onText={onFilter}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || filter === '') return;
          event.preventDefault();
          onFilter('');
        }}
      />
      <Button
        variant="subtle"
        icon={<IconFolders size={16} />}
        aria-pressed={view.grouped}
        onClick={() => changeView({ grouped: !view.grouped })}
      >
        <span className={parts.word}>{t('Group by repository')}</span>
      </Button>
      <ColumnsMenu hidden={view.hidden} />
      <Sizes />
      {onBuild !== undefined && (
        <Button icon={<IconHammer size={16} />} onClick={onBuild}>
          <span className={parts.word}>{t('Build')}</span>
        </Button>
      )}
      <FileButton
        multiple
        accept=".tar,.gz,.tgz,application/x-tar,application/gzip"
        onChange={(files) => void load(files)}
        inputProps={{ 'aria-label': t('Files of saved images'), tabIndex: -1 }}
      >
        {(props) => (
          <Button variant="primary" icon={<IconUpload size={16} />} {...props}>
            <span className={parts.word}>{t('Load')}</span>
          </Button>
        )}
      </FileButton>
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={t('More')} icon={<IconDots size={16} />} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileImport size={16} />} onClick={() => ask({ kind: 'import', file: null })}>
            {t('Import a root file system…')}
          </Menu.Item>
          <Menu.Item data-danger leftSection={<IconTrash size={16} />} onClick={() => ask({ kind: 'prune' })}>
            {t('Delete unused…')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Sizes() {
  const { measured, busy } = useSizes();
  return (
    <Button
      variant="subtle"
      icon={<IconRuler2 size={16} />}
      disabled={busy}
      title={
        measured === null
          ? t('Measures what images share: the engine walks through all layers')
          : t('Measured {measuredAt} in {durationMs}', {
              measuredAt: dateTime(measured.measuredAt),
              durationMs: durationWords(measured.durationMs),
            })
      }
      onClick={() => void measure()}
    >
      <span className={parts.word}>{busy ? t('Measuring…') : t('Sizes')}</span>
    </Button>
  );
}

function ColumnsMenu({ hidden }: { readonly hidden: readonly string[] }) {
  const [opened, setOpened] = useState(false);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="subtle" icon={<IconColumns3 size={16} />}>
          <span className={parts.word}>{t('Columns')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.keys(COLUMN_TITLES)
          .filter(isColumn)
          .map((id) => (
            <Menu.CheckboxItem
              key={id}
              checked={!hidden.includes(id)}
              disabled={id === 'name'}
              onChange={() => changeView({ hidden: toggled(hidden, id) })}
            >
              {COLUMN_TITLES[id]}
            </Menu.CheckboxItem>
          ))}
        <Menu.Divider />
        <Menu.Item closeMenuOnClick onClick={() => changeView({ hidden: [] })}>
          {t('Show all')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
