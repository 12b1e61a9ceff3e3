import { IconArrowLeft, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { withoutControls } from '../lib/control-characters';
import { t } from '../lib/i18n';
import classes from './details-pane.module.css';
import { EngineText } from './engine-text';
import { IconButton } from './icon-button';
import { useDetailsPane } from './use-details-pane';

interface Props {
  /** Whose details they are: an id or a name. */
  readonly of: string;
  /** What it is called, with its kind: `Container web`. */
  readonly label: string;
  readonly title: string;
  /** Under the title. */
  readonly subtitle?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly onClose: () => void;
  /** Where Escape leads one step back first; left out: it closes. */
  readonly onEscape?: () => void;
  readonly children: ReactNode;
}

/** One of a list beside it, or over it where there is no room. */
export function DetailsPane({ of, label, title, subtitle, actions, onClose, onEscape, children }: Props) {
  const { heading, onKeyDown } = useDetailsPane(of, onEscape ?? onClose);
  return (
    <section className={classes.pane} aria-label={withoutControls(label)} onKeyDown={onKeyDown}>
      <header className={classes.header}>
        <IconButton
          label={t('Back to the list')}
          icon={<IconArrowLeft size={16} />}
          className={classes.back}
          onClick={onClose}
        />
        <div className={classes.titles}>
          <h2 ref={heading} tabIndex={-1} className={classes.title}>
            <EngineText value={title} />
          </h2>
          {subtitle}
        </div>
        {actions}
        <IconButton
          label={t('Close')}
          hint={t('Esc')}
          icon={<IconX size={16} />}
          className={classes.close}
          onClick={onClose}
        />
      </header>
      {children}
    </section>
  );
}

/** The whole of it that scrolls, where it has no tabs. */
export const DetailsBody = ({ children }: { readonly children: ReactNode }) => (
  <div className={classes.body}>{children}</div>
);
