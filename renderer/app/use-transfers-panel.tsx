import { type ReactNode, useId, useRef } from 'react';
import { TransfersButton } from '../features/pulls/panel/transfers-button';
import { TransfersPanel } from '../features/pulls/panel/transfers-panel';
import { showPanel, usePanel } from '../features/pulls/pulls-store';
import { askPull } from '../features/pulls/questions-store';
import { useShortcuts } from '../lib/shortcuts';

const PULL_KEY = 'mod+shift+u';

/** The panel of pulls and pushes, and the button of the status bar that opens it. */
export function useTransfersPanel(): { readonly button: ReactNode; readonly panel: ReactNode } {
  const shown = usePanel((store) => store.shown);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useShortcuts([{ keys: PULL_KEY, description: 'Pull images', run: () => askPull({ kind: 'pull', references: [] }) }]);
  const hide = (): void => {
    showPanel(false);
    button.current?.focus();
  };
  return {
    button: <TransfersButton ref={button} controls={id} />,
    panel: shown && <TransfersPanel id={id} onHide={hide} />,
  };
}
