import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { type ComponentType, type KeyboardEvent, useEffect, useRef } from 'react';
import type { ContainerRow } from '../../../../main/contract/containers';
import { withoutControls } from '../../../lib/control-characters';
import { CopyButton } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { Notice } from '../../../ui/notice';
import { RowButtons } from '../actions/row-buttons';
import { useContainer, useContainers } from '../containers';
import { useEngineNow } from '../engine-clock';
import { StateIcon } from '../grid/state-icon';
import { stateWords, ticksFast } from '../state-words';
import classes from './details.module.css';
import type { Tab } from './tab';
import { TAB_PANEL, TabLinks, tabAt } from './tabs';
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
export function DetailsPane({ id, Headline, tabs, tab, onClose }: Props) {
  const row = useContainer(id);
  const synced = useContainers((state) => state.synced);
  const inspected = useInspect(id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [id]);
  const name = row?.name ?? inspected.data?.essentials.name ?? id.slice(0, 12);
  const shown = tabAt(tabs, tab);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <section className={classes.pane} aria-label={`Container ${withoutControls(name)}`} onKeyDown={onKeyDown}>
      <header className={classes.header}>
        <IconButton
          label="Back to the list"
          icon={<IconArrowLeft size={16} />}
          className={classes.back}
          onClick={onClose}
        />
        <div className={classes.titles}>
          <h2 ref={heading} tabIndex={-1} className={classes.title}>
            <EngineText value={name} />
          </h2>
          {row !== undefined && <State row={row} />}
        </div>
        {row !== undefined && <RowButtons row={row} tabIndex={0} />}
        <IconButton label="Close" hint="Esc" icon={<IconX size={16} />} className={classes.close} onClick={onClose} />
      </header>
      <div className={classes.id}>
        <span className={classes.idText}>{withoutControls(id.slice(0, 12))}</span>
        <CopyButton text={id} label="Copy ID" />
      </div>
      {row === undefined && synced && inspected.data !== undefined && (
        <Notice tone="warn" title="This container was removed">
          What is shown is what the engine last said of it.
        </Notice>
      )}
      {row !== undefined && <Headline row={row} />}
      <TabLinks id={id} row={row} tabs={tabs} shown={shown} />
      <div className={classes.content} role="tabpanel" id={TAB_PANEL} aria-label={shown.title}>
        <shown.Content id={id} />
      </div>
    </section>
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
