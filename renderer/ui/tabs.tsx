import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { Link } from 'wouter';
import { t } from '../lib/i18n';
import classes from './tabs.module.css';

interface TabAddress {
  /** Its part of the address. */
  readonly path: string;
  readonly title: string;
}

interface Props<T extends TabAddress> {
  readonly tabs: readonly T[];
  readonly shown: T;
  readonly hrefOf: (tab: T) => string;
  /** The shown one's content. */
  readonly children: ReactNode;
}

/** The parts of some details, each with an address of its own, and the one that is shown. */
export function Tabs<T extends TabAddress>({ tabs, shown, hrefOf, children }: Props<T>) {
  const panel = useId();
  const list = useRef<HTMLDivElement>(null);
  // There may be more tabs than fit.
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  return (
    <>
      <div ref={list} role="tablist" aria-label={t('Details')} className={classes.tabs} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <Link
            key={tab.path}
            href={hrefOf(tab)}
            role="tab"
            aria-selected={tab === shown}
            aria-controls={tab === shown ? panel : undefined}
            tabIndex={tab === shown ? 0 : -1}
            className={classes.tab}
          >
            {tab.title}
          </Link>
        ))}
      </div>
      <div className={classes.content} role="tabpanel" id={panel} aria-label={shown.title}>
        {children}
      </div>
    </>
  );
}

/** Left and right go from tab to tab, as in any tab list. */
function onKeyDown({ key, currentTarget }: KeyboardEvent<HTMLElement>): void {
  const tabs = [...currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step !== 0) tabs[(at + step + tabs.length) % tabs.length]?.focus();
}
