import type { KeyboardEvent } from 'react';
import { Link, useSearch } from 'wouter';
import { detailsPath } from '../routes';
import classes from './details.module.css';
import { InspectTab, JsonTab } from './inspect-tab';
import type { Tab } from './tab';

/** What the details of a container are made of; the first is shown when the address names none. */
const TABS: readonly [Tab, ...Tab[]] = [
  { path: 'inspect', title: 'Inspect', Content: InspectTab },
  { path: 'json', title: 'Raw JSON', Content: JsonTab },
];

export const TAB_PANEL = 'container-details';

export const tabAt = (path: string | undefined): Tab => TABS.find((tab) => tab.path === path) ?? TABS[0];

interface Props {
  readonly id: string;
  readonly shown: Tab;
}

/** Left and right go from tab to tab, as in any tab list. */
function onKeyDown({ key, currentTarget }: KeyboardEvent<HTMLElement>): void {
  const tabs = [...currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step !== 0) tabs[(at + step + tabs.length) % tabs.length]?.focus();
}

export function TabLinks({ id, shown }: Props) {
  const search = useSearch();
  return (
    <div role="tablist" aria-label="Details" className={classes.tabs} onKeyDown={onKeyDown}>
      {TABS.map((tab, index) => (
        <Link
          key={tab.path}
          href={detailsPath(id, { tab: index === 0 ? null : tab.path, search })}
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
