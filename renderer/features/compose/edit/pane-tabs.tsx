import { type KeyboardEvent, type ReactNode, useId } from 'react';
import classes from './editor-page.module.css';

interface Tab {
  readonly id: string;
  readonly title: string;
}

interface Props<T extends Tab> {
  readonly label: string;
  readonly tabs: readonly T[];
  readonly shown: T;
  readonly onShow: (tab: T) => void;
  /** Of the shown one; null: it is elsewhere. */
  readonly children: ReactNode;
}

/** Tabs without an address of their own. */
export function PaneTabs<T extends Tab>({ label, tabs, shown, onShow, children }: Props<T>) {
  const panel = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = tabs.findIndex(({ id }) => id === shown.id);
    const next = step === undefined ? undefined : tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    onShow(next);
    const buttons = event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]');
    buttons[tabs.indexOf(next)]?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={label} className={classes.tabs} onKeyDown={onKeyDown}>
        {tabs.map((tab) => {
          const isShown = tab.id === shown.id;
          return (
            <button
              key={tab.id}
              type="button"
              role="tab"
              aria-selected={isShown}
              aria-controls={isShown ? panel : undefined}
              tabIndex={isShown ? 0 : -1}
              className={classes.tab}
              onClick={() => onShow(tab)}
            >
              {tab.title}
            </button>
          );
        })}
      </div>
      <div id={panel} role="tabpanel" aria-label={shown.title} className={classes.panel} hidden={children === null}>
        {children}
      </div>
    </>
  );
}
