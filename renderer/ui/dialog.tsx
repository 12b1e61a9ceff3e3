import { FocusTrap, Portal } from '@mantine/core';
import { useFocusReturn } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useId } from 'react';
import { t } from '../lib/i18n';
import classes from './dialog.module.css';
import { IconButton } from './icon-button';

export interface DialogProps {
  readonly opened: boolean;
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, right-aligned; the main one last. */
  readonly actions?: ReactNode;
  /** `alertdialog`: an answer is needed, so a click beside it does not close it. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly width?: 'normal' | 'wide';
}

/** The element with `data-autofocus` gets the focus, else the first control. Escape closes. */
export function Dialog(props: DialogProps) {
  useFocusReturn({ opened: props.opened });
  if (!props.opened) return null;
  return (
    <Portal>
      <Panel {...props} />
    </Portal>
  );
}

function Panel({ title, onClose, children, actions, role = 'dialog', width = 'normal' }: DialogProps) {
  const id = useId();
  // Keys and clicks end here: in React's tree the dialog lies inside what opened it, a grid with keys of its own.
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape' && !event.defaultPrevented) onClose();
  };
  const onBackdrop = (event: MouseEvent): void => {
    event.stopPropagation();
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (role === 'dialog') onClose();
  };
  return (
    <div
      className={classes.backdrop}
      onMouseDown={onBackdrop}
      onClick={stop}
      onContextMenu={stop}
      onKeyDown={onKeyDown}
    >
      <FocusTrap active>
        <section
          role={role}
          aria-modal
          aria-labelledby={`${id}title`}
          aria-describedby={role === 'alertdialog' ? `${id}body` : undefined}
          tabIndex={-1}
          className={classes.panel}
          data-width={width}
        >
          <div className={classes.header}>
            <h2 id={`${id}title`} className={classes.title}>
              {title}
            </h2>
            {role === 'dialog' && <IconButton label={t('Close')} icon={<IconX size={16} />} onClick={onClose} />}
          </div>
          <div id={`${id}body`} className={classes.body}>
            {children}
          </div>
          {actions !== undefined && <div className={classes.actions}>{actions}</div>}
        </section>
      </FocusTrap>
    </div>
  );
}

const stop = (event: MouseEvent): void => event.stopPropagation();
