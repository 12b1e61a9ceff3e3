import type { ComponentType } from 'react';
import { useSearch } from 'wouter';
import type { ContainerRow } from '../../../../main/contract/containers';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { CopyButton } from '../../../ui/copy-button';
import { DetailsPane } from '../../../ui/details-pane';
import { Notice } from '../../../ui/notice';
import { Tabs } from '../../../ui/tabs';
import { RowButtons } from '../actions/row-buttons';
import { useContainer, useContainers } from '../containers';
import { useEngineNow } from '../engine-clock';
import { StateIcon } from '../grid/state-icon';
import { detailsPath } from '../routes';
import { stateWords, ticksFast } from '../state-words';
import classes from './details.module.css';
import type { Tab } from './tab';
import { offered, tabAt } from './tabs';
import { useInspect } from './use-inspect';

export interface HeadlineProps {
  readonly row: ContainerRow;
}

interface Props {
  readonly id: string;
  /** One line of another feature's over the tabs, of a container that is in the list. */
  readonly Headline: ComponentType<HeadlineProps>;
  readonly tabs: readonly Tab[];
  readonly tab: string | undefined;
  readonly onClose: () => void;
}

/** One container beside the list, or over it where there is no room. */
export function ContainerDetails({ id, Headline, tabs, tab, onClose }: Props) {
  const row = useContainer(id);
  const synced = useContainers((state) => state.synced);
  const inspected = useInspect(id);
  const search = useSearch();
  const name = row?.name ?? inspected.data?.essentials.name ?? id.slice(0, 12);
  const shown = tabAt(tabs, tab);
  return (
    <DetailsPane
      of={id}
      label={t('Container {name}', { name })}
      title={name}
      subtitle={row !== undefined && <State row={row} />}
      actions={row !== undefined && <RowButtons row={row} tabIndex={0} />}
      onClose={onClose}
    >
      <div className={classes.id}>
        <span className={classes.idText}>{withoutControls(id.slice(0, 12))}</span>
        <CopyButton text={id} label={t('Copy ID')} />
      </div>
      {row === undefined && synced && inspected.data !== undefined && (
        <Notice tone="warn" title={t('This container was removed')}>
          {t('What is shown is what the engine last said of it.')}
        </Notice>
      )}
      {row !== undefined && <Headline row={row} />}
      <Tabs
        tabs={offered(tabs, row, shown)}
        shown={shown}
        hrefOf={(tab) => detailsPath(id, { tab: tab === tabs[0] ? null : tab.path, search })}
      >
        <shown.Content id={id} />
      </Tabs>
    </DetailsPane>
  );
}

function State({ row }: { readonly row: ContainerRow }) {
  const slow = useEngineNow(false);
  const now = Math.max(slow, useEngineNow(ticksFast(row, slow)));
  return (
    <span className={classes.state}>
      <StateIcon row={row} /> {stateWords(row, now)}
    </span>
  );
}
