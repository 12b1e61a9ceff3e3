import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { IconButton } from './icon-button';
import classes from './status-panel.module.css';
import { dismissNotices } from './toast-store';

interface Props {
  /** That of the button that opens it. */
  readonly id: string;
  readonly title: string;
  readonly panelRef: RefObject<HTMLElement | null>;
  /** The button; a click on it is no click outside. */
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Buttons beside the title. */
  readonly tools: ReactNode;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** They share one place: who opens closes the one that is there. */
let shown: { readonly close: () => void } | null = null;

/**
 * What a button of the status bar opens, above it, one at a time: not modal, and gone by Escape in it or on its button, or a
 * click elsewhere. Nothing in the view moves.
 */
export function StatusPanel({ id, title, panelRef, button, tools, closeLabel, onClose, children }: Props) {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    shown?.close();
    const self = { close: () => close.current() };
    shown = self;
    return () => {
      if (shown === self) shown = null;
    };
  }, []);
  useEffect(() => {
    const opener = button.current;
    const onKey = (event: Event): void => {
      if (event instanceof window.KeyboardEvent && event.key === 'Escape') close.current();
    };
    opener?.addEventListener('keydown', onKey);
    return () => opener?.removeEventListener('keydown', onKey);
  }, [button]);
  useEffect(() => {
    panelRef.current?.focus({ preventScroll: true });
    dismissNotices();
    const onPointer = ({ target }: PointerEvent): void => {
      if (!(target instanceof Element)) return;
      const isInside = panelRef.current?.contains(target) === true || button.current?.contains(target) === true;
      // Toasts, menus and dialogs stand beside it.
      if (!isInside && target.closest('#main, nav') !== null) close.current();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [panelRef, button]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
    button.current?.focus();
  };
  return (
    <section ref={panelRef} id={id} aria-label={title} tabIndex={-1} className={classes.panel} onKeyDown={onKeyDown}>
      <header className={classes.header}>
        <h2 className={classes.title}>{title}</h2>
        {tools}
        <IconButton
          label={closeLabel}
          icon={<IconX size={15} />}
          onClick={() => {
            onClose();
            button.current?.focus();
          }}
        />
      </header>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
