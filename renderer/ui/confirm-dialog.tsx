import type { ReactNode } from 'react';
import { t } from '../lib/i18n';
import { Button } from './button';
import { Dialog } from './dialog';

export interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: ReactNode;
  /** What will happen, and what is lost. */
  readonly children: ReactNode;
  /** The verb: "Delete", "Connect". */
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly danger?: boolean;
  /** The answer is on its way: it cannot be given twice. */
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** An alertdialog. The focus is on the safe choice; Escape takes it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, confirmLabel, cancelLabel = t('Cancel'), danger = false, busy = false } = props;
  return (
    <Dialog
      opened={opened}
      role="alertdialog"
      title={title}
      onClose={props.onCancel}
      actions={
        <>
          <Button data-autofocus onClick={props.onCancel}>
            {cancelLabel}
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} disabled={busy} onClick={props.onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
