import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { EmptyState } from '../../../ui/empty-state';
import { ListPage } from '../../../ui/list-page';
import { SearchBox } from '../../../ui/search-box';
import { useNetworks, useSandboxes } from '../networks-store';
import networkClasses from '../networks.module.css';
import { ViewToggle } from '../view-toggle';
import classes from './map.module.css';
import { NetworkMap } from './network-map';
import { ReachPanel, type ReachPair } from './reach-panel';
import { SelectionPanel } from './selection-panel';

const NOBODY: ReachPair = { from: '', to: '' };

/** The map, and beside it what is selected and the reach test. */
export function MapView() {
  const { rows: networks, synced, stale } = useNetworks();
  const sandboxes = useSandboxes((state) => state.rows);
  const ready = useSandboxes((state) => state.synced) && synced;
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const [pair, setPair] = useState<ReachPair>(NOBODY);
  const [picking, setPicking] = useState<'from' | 'to' | null>(null);
  const select = (key: string | null): void => {
    setSelected(key);
    if (picking === null || key?.startsWith('s:') !== true) return;
    setPair((old) => ({ ...old, [picking]: key.slice(2) }));
    setPicking(picking === 'from' ? 'to' : null);
  };
  return (
    <ListPage
      title={t('Networks')}
      counts={
        ready
          ? t(
              '{count, plural, one {# network} other {# networks}}, {containers, plural, one {# container} other {# containers}}',
              { count: networks.size, containers: sandboxes.size },
            )
          : ''
      }
      stale={stale && networks.size > 0}
      tools={
        <>
          <SearchBox label={t('Search the map')} className={networkClasses.filter} value={search} onText={setSearch} />
          <ViewToggle map />
        </>
      }
    >
      <div className={classes.split}>
        <div className={classes.mapSide}>
          {ready && networks.size > 0 && (
            <NetworkMap {...{ networks, sandboxes, selected }} search={search.trim().toLowerCase()} onSelect={select} />
          )}
          {ready && networks.size === 0 && <EmptyState title={t('The engine has no networks')} />}
        </div>
        <aside className={classes.side} aria-label={t('Selection and reach test')}>
          <SelectionPanel selected={selected} onPair={(patch) => setPair((old) => ({ ...old, ...patch }))} />
          <ReachPanel {...{ pair, picking }} onPair={setPair} onPick={setPicking} />
        </aside>
      </div>
    </ListPage>
  );
}
