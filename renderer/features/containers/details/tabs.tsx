import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Link, useSearch } from 'wouter';
import type { ContainerRow } from '../../../../main/contract/containers';
import { detailsPath } from '../routes';
import classes from './details.module.css';
import { InspectTab, JsonTab } from './inspect-tab';
import type { Tab } from './tab';

/** What every container has of this feature's own; those of other features come before them. */
const OWN_TABS: readonly [Tab, ...Tab[]] = [
  { path: 'inspect', title: 'Inspect', Content: InspectTab },
  { path: 'json', title: 'Raw JSON', Content: JsonTab },
];

export const tabsWith = (others: readonly Tab[]): readonly Tab[] => [...others, ...OWN_TABS];

export const TAB_PANEL = 'container-details';

/** The first is shown when the address names none. */
export const tabAt = (tabs: readonly Tab[], path: string | undefined): Tab =>
  tabs.find((tab) => tab.path === path) ?? tabs[0] ?? OWN_TABS[0];

/** Those that have something to say of it, and the one that is shown whatever it says. */
const offered = (tabs: readonly Tab[], row: ContainerRow | undefined, shown: Tab): readonly Tab[] =>
  tabs.filter((tab) => tab === shown || row === undefined || tab.isFor?.(row) !== false);

interface Props {
  readonly id: string;
  /** Undefined: it is not in the list. */
  readonly row: ContainerRow | undefined;
  readonly tabs: readonly Tab[];
  readonly shown: Tab;
}

/** Left and right go from tab to tab, as in any tab list. */
function onKeyDown({ key, currentTarget }: KeyboardEvent<HTMLElement>): void {
  const tabs = [...currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step !== 0) tabs[(at + step + tabs.length) % tabs.length]?.focus();
}

export function TabLinks({ id, row, tabs, shown }: Props) {
  const search = useSearch();
  const list = useRef<HTMLDivElement>(null);
  // There may be more tabs than fit.
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  return (
    <div ref={list} role="tablist" aria-label="Details" className={classes.tabs} onKeyDown={onKeyDown}>
      {offered(tabs, row, shown).map((tab) => (
        <Link
          key={tab.path}
          href={detailsPath(id, { tab: tab === tabs[0] ? null : tab.path, search })}
          role="tab"
          aria-selected={tab === shown}
          aria-controls={tab === shown ? TAB_PANEL : undefined}
          tabIndex={tab === shown ? 0 : -1}
          className={classes.tab}
        >
          {tab.title}
        </Link>
      ))}
    </div>
  );
}
