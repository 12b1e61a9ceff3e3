import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../lib/i18n';
import { CopyButton } from '../../ui/copy-button';
import { DockPanel, DockScroll } from '../../ui/dock-panel';
import { EmptyState } from '../../ui/empty-state';
import { CommandLine } from './command-line';
import classes from './command-log.module.css';
import { useCommands } from './commands-store';
import { asScript } from './entries';

/** CSS pixels of a one-line entry; the real height is measured. */
const LINE_HEIGHT = 28;
/** How near to the end still counts as being there, CSS pixels. */
const NEAR_END = 8;

interface Props {
  readonly id: string;
  readonly onHide: () => void;
}

/** What Slipway did at the user's wish, each as the docker CLI line that does the same. */
export function CommandLog({ id, onHide }: Props) {
  const entries = useCommands((state) => state.entries);
  return (
    <DockPanel
      {...{ id, onHide }}
      title={t('Command log')}
      low
      hideLabel={t('Hide')}
      tools={<CopyButton text={() => asScript(useCommands.getState().entries)} label={t('Copy all')} withText />}
    >
      {entries.length === 0 ? (
        <EmptyState title={t('Nothing done yet')}>
          {t('Each action shows here as the docker command that does the same, with its outcome.')}
        </EmptyState>
      ) : (
        <Lines count={entries.length} />
      )}
    </DockPanel>
  );
}

function Lines({ count }: { readonly count: number }) {
  const entries = useCommands((state) => state.entries);
  const box = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are used in this component only, which is not memoized
  const list = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (index) => entries[index]?.seq ?? index,
    overscan: 8,
  });
  const height = list.getTotalSize();
  useEffect(() => {
    if (following && box.current !== null) box.current.scrollTop = height;
  }, [following, height]);
  const onScroll = (): void => {
    const element = box.current;
    if (element === null) return;
    setFollowing(element.scrollTop + element.clientHeight >= element.scrollHeight - NEAR_END);
  };
  return (
    <DockScroll ref={box} onScroll={onScroll} aria-label={t('Commands')}>
      <ol className={classes.lines} style={{ height }}>
        {list.getVirtualItems().map(({ key, index, start }) => {
          const entry = entries[index];
          return (
            entry !== undefined && (
              <li
                key={key}
                ref={list.measureElement}
                data-index={index}
                aria-setsize={count}
                aria-posinset={index + 1}
                className={classes.line}
                style={{ transform: `translateY(${start}px)` }}
              >
                <CommandLine entry={entry} />
              </li>
            )
          );
        })}
      </ol>
    </DockScroll>
  );
}
