import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { type StoreApi, useStore } from 'zustand';
import type { LogSelection } from '../../../main/contract/logs';
import { t } from '../../lib/i18n';
import { EngineText } from '../../ui/engine-text';
import classes from './logs-page.module.css';
import { filterTextOf, selectionOf } from './picker/address';
import { type NamedContainer, type NamesState, createNamesStore } from './picker/names-store';
import { Picker } from './picker/picker';
import { LogView } from './view/log-view';

const SHORT_ID = 12;

function titleOf(selection: LogSelection, containers: readonly NamedContainer[]): string {
  if (selection.kind === 'project') return selection.project;
  const [first = '', ...others] = selection.ids;
  const name = containers.find(({ id }) => id === first)?.name ?? first.slice(0, SHORT_ID);
  return others.length === 0 ? name : t('{name} and {count, number} more', { name, count: others.length });
}

/** The logs of what the address names, on the whole page; else what there is to pick from. */
export function LogsPage() {
  const search = useSearch();
  const selection = useMemo(() => selectionOf(search), [search]);
  const [names] = useState(createNamesStore);
  useEffect(() => names.start(), [names]);
  if (selection === null) return <PickerOf names={names} />;
  return (
    <LogView key={search} selection={selection} filterText={filterTextOf(search)}>
      <div className={classes.heading}>
        <Link href="/logs" className={classes.back} aria-label={t('Choose other logs')} title={t('Choose other logs')}>
          <IconArrowLeft size={16} aria-hidden />
        </Link>
        <h1 tabIndex={-1} className={classes.title}>
          <span className="sw-hidden">{t('Logs:')} </span>
          <Title names={names} selection={selection} />
        </h1>
      </div>
    </LogView>
  );
}

type Names = Pick<StoreApi<NamesState>, 'getState' | 'getInitialState' | 'subscribe'>;

const PickerOf = ({ names }: { readonly names: Names }) => <Picker {...useStore(names)} />;

/** Follows the names by itself: the lines below it need not. */
function Title({ names, selection }: { readonly names: Names; readonly selection: LogSelection }) {
  return <EngineText value={useStore(names, ({ containers }) => titleOf(selection, containers))} />;
}
