import { IconChevronDown } from '@tabler/icons-react';
import type { ComponentPropsWithRef, ReactNode, Ref } from 'react';
import classes from './dock-panel.module.css';
import { IconButton } from './icon-button';

interface Props {
  /** That of the button that opens it. */
  readonly id: string;
  readonly title: string;
  /** Its element, for the focus when what had it has gone. */
  readonly panelRef?: Ref<HTMLElement>;
  /** Its lines are short: it takes less of the window. */
  readonly low?: boolean;
  /** Buttons beside the title. */
  readonly tools: ReactNode;
  readonly hideLabel: string;
  readonly onHide: () => void;
  readonly children: ReactNode;
}

/** A panel at the window's foot. */
export function DockPanel({ id, title, panelRef, low = false, tools, hideLabel, onHide, children }: Props) {
  return (
    <section
      ref={panelRef}
      id={id}
      aria-label={title}
      tabIndex={-1}
      className={classes.panel}
      data-low={low || undefined}
    >
      <header className={classes.header}>
        <h2 className={classes.title}>{title}</h2>
        {tools}
        <IconButton label={hideLabel} icon={<IconChevronDown size={16} />} onClick={onHide} />
      </header>
      {children}
    </section>
  );
}

/** What scrolls in it; the keyboard must be able to scroll it. */
export const DockScroll = (props: Omit<ComponentPropsWithRef<'div'>, 'className' | 'role' | 'tabIndex'>) => (
  <div {...props} className={classes.scroll} tabIndex={0} role="group" />
);
