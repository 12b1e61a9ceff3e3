import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../lib/i18n';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { showToast } from '../../ui/toast-store';
import { Failure } from './fault-notice';
import { useLastingMutation } from './use-lasting-mutation';

interface Props {
  readonly title: string;
  /** What has to be typed, as main demands it. */
  readonly word: string;
  readonly label: string;
  /** While it is done. */
  readonly busyLabel: string;
  /** Told when it is done. */
  readonly doneWords: string;
  readonly perform: () => Promise<void>;
  readonly onClose: () => void;
  /** What is lost. */
  readonly children: ReactNode;
}

/** Takes only a typed word for a yes. */
export function TypedDialog({ title, word, label, busyLabel, doneWords, perform, onClose, children }: Props) {
  const [typed, setTyped] = useState('');
  const deed = useLastingMutation({
    mutationFn: perform,
    onSuccess: () => {
      showToast('ok', doneWords);
      onClose();
    },
  });
  const ready = typed.trim().toLowerCase() === word && !deed.isPending;
  const submit = (): void => {
    if (ready) deed.mutate();
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={title}
      confirmLabel={deed.isPending ? busyLabel : label}
      busy={!ready}
      onConfirm={submit}
      onCancel={onClose}
    >
      {deed.error !== null && <Failure error={deed.error} />}
      {children}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label={t('Type “{word}” to confirm', { word })}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
    </ConfirmDialog>
  );
}
