import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ErrorNotice } from '../../ui/error-notice';
import forms from '../../ui/form.module.css';
import { detailsPath } from './routes';
import { readAgain } from './use-registries';

/** Puts a registry into the list, to look around in it without a login. */
export function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const form = useId();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const registry = name.trim();
  const add = useMutation({
    mutationFn: () => rpc.call('registries.add', { registry }),
    onSuccess: async () => {
      await readAgain(client);
      navigate(detailsPath(registry));
      onClose();
    },
  });
  return (
    <Dialog
      opened
      title={t('Add a registry')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" disabled={registry === '' || add.isPending}>
            {add.isPending ? t('Asking it…') : t('Add')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (registry !== '' && !add.isPending) add.mutate();
        }}
      >
        {add.error !== null && <ErrorNotice error={add.error} />}
        <TextInput
          label={t('Registry')}
          description={t('Its host, with its port where it is not the usual one. It has to answer.')}
          placeholder="registry.example.com:5000"
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          value={name}
          onChange={(event) => {
            add.reset();
            setName(event.currentTarget.value);
          }}
        />
      </form>
    </Dialog>
  );
}
