import { type ReactNode, useId, useRef } from 'react';
import { TransfersButton } from '../features/pulls/panel/transfers-button';
import { TransfersPanel } from '../features/pulls/panel/transfers-panel';
import { showPanel, usePanel } from '../features/pulls/pulls-store';

/** The panel of pulls and pushes, and the button of the status bar that opens it. */
export function useTransfersPanel(): { readonly button: ReactNode; readonly panel: ReactNode } {
  const shown = usePanel((store) => store.shown);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const hide = (): void => {
    showPanel(false);
    button.current?.focus();
  };
  return {
    button: <TransfersButton ref={button} controls={id} />,
    panel: shown && <TransfersPanel id={id} onHide={hide} />,
  };
}
