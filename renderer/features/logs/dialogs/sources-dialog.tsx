import { Checkbox, useMantineColorScheme } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { SearchBox } from '../../../ui/search-box';
import type { LogSource } from '../../../../main/contract/logs';
import { withoutControls } from '../../../lib/control-characters';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { laneColour } from '../../../lib/ansi/colours';
import { useLog, useLogState, useUi } from '../view/context';
import { sourceWords } from '../words';
import classes from './dialogs.module.css';

const NONE: readonly LogSource[] = [];
/** Fewer are seen at a glance. */
const SEARCH_FROM = 8;

/** The newest of each lane stands for all that were before it. */
const newestOfLanes = (sources: readonly LogSource[]): readonly LogSource[] => [
  ...new Map(sources.map((source) => [source.lane, source])).values(),
];

/** Which containers of a merged view are shown, and how each of them stands. */
export function SourcesDialog({ onClose }: { readonly onClose: () => void }) {
  const { ui } = useLog();
  const sources = newestOfLanes(useLogState(({ status }) => status?.sources) ?? NONE);
  const hidden = useUi(({ filter }) => filter.hidden);
  const [search, setSearch] = useState('');
  const { colorScheme } = useMantineColorScheme();
  const set = (names: readonly string[]): void =>
    ui.setState(({ filter }) => ({ filter: { ...filter, hidden: names } }));
  const found = sources.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
  return (
    <Dialog
      opened
      title={t('Containers shown')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => set(sources.map(({ name }) => name))}>{t('None')}</Button>
          <Button onClick={() => set([])}>{t('All')}</Button>
          <Button variant="primary" onClick={onClose}>
            {t('Done')}
          </Button>
        </>
      }
    >
      {sources.length >= SEARCH_FROM && (
        <SearchBox
          data-autofocus
          label={t('Search containers')}
          placeholder={t('Search')}
          leftSection={null}
          value={search}
          onText={setSearch}
        />
      )}
      <ul className={classes.list} aria-label={t('Containers')}>
        {found.map((source) => (
          <li key={source.lane} className={classes.entry}>
            <Checkbox
              aria-label={withoutControls(source.name)}
              checked={!hidden.includes(source.name)}
              onChange={(event) =>
                set(
                  event.currentTarget.checked
                    ? hidden.filter((name) => name !== source.name)
                    : [...hidden, source.name],
                )
              }
            />
            <span
              className={classes.name}
              style={{ color: laneColour(source.lane, colorScheme === 'dark' ? 'dark' : 'light') }}
            >
              <EngineText value={source.name} />
            </span>
            <span className={classes.detail}>{sourceWords(source)}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p>{t('No container has such a name.')}</p>}
    </Dialog>
  );
}
