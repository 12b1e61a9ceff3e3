import { TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import classes from '../compose.module.css';

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly error?: string | null;
  readonly autoFocus?: boolean;
  readonly onText: (path: string) => void;
  /** It was left, picked, or Enter was pressed. */
  readonly onSettled?: (path: string) => void;
}

/** A path on the machine where Slipway runs: typed, or picked where the host has a dialog for folders. */
export function FolderField({ label, value, onText, onSettled, autoFocus = false, ...rest }: Props) {
  const host = useQuery({ queryKey: ['host'], queryFn: () => rpc.call('host.info', undefined), staleTime: Infinity });
  const pick = useMutation({
    mutationFn: () => rpc.call('host.pickFolder', { from: value }),
    onSuccess: ({ folder }) => {
      if (folder === null) return;
      onText(folder);
      onSettled?.(folder);
    },
  });
  return (
    <>
      <div className={classes.withButton}>
        <TextInput
          label={label}
          placeholder="/home/me/app"
          spellCheck={false}
          autoComplete="off"
          data-autofocus={autoFocus || undefined}
          value={value}
          classNames={{ description: forms.hint ?? '' }}
          onChange={({ currentTarget }) => onText(currentTarget.value)}
          onBlur={() => onSettled?.(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || onSettled === undefined) return;
            event.preventDefault();
            onSettled(value);
          }}
          {...rest}
        />
        {host.data?.picksFolders === true && (
          <Button disabled={pick.isPending} onClick={() => pick.mutate()}>
            {t('Choose…')}
          </Button>
        )}
      </div>
      {pick.error !== null && <ErrorNotice error={pick.error} />}
    </>
  );
}
