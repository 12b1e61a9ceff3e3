import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { LoginMeans } from '../../../main/contract/registries';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ErrorNotice } from '../../ui/error-notice';
import forms from '../../ui/form.module.css';
import { showToast } from '../../ui/toast-store';
import { MeansChoice, useStorage } from './means-choice';
import { readAgain } from './use-registries';
import { DOCKER_HUB, titleOf } from './words';

interface Props {
  /** null: it is asked for. */
  readonly registry: string | null;
  readonly onClose: () => void;
}

const BOX = { spellCheck: false, autoComplete: 'off' } as const;

/** Keeps a login once the registry has said yes to it. */
export function LoginDialog({ registry: fixed, onClose }: Props) {
  const form = useId();
  const client = useQueryClient();
  const [draft, setDraft] = useState({ registry: fixed ?? '', username: '', password: '' });
  const [chosen, setChosen] = useState<LoginMeans | null>(null);
  const registry = draft.registry.trim() || DOCKER_HUB;
  const storage = useStorage(registry);
  const configured = storage.data?.configured ?? null;
  const means: LoginMeans | null = configured === null ? chosen : { kind: 'helper', name: configured };
  const login = useMutation({
    mutationFn: async (wanted: LoginMeans) =>
      rpc.call('registries.login', { ...draft, registry, username: draft.username.trim(), means: wanted }),
    onSuccess: async () => {
      showToast('ok', t('Logged in to {registry}.', { registry: withoutControls(titleOf(registry)) }));
      await readAgain(client);
      onClose();
    },
  });
  const ready = means !== null && storage.data !== undefined && draft.username.trim() !== '' && draft.password !== '';
  const change = (patch: Partial<typeof draft>): void => {
    login.reset();
    setDraft((old) => ({ ...old, ...patch }));
  };
  return (
    <Dialog
      opened
      title={
        fixed === null ? t('Log in to a registry') : t('Log in to {fixed}', { fixed: withoutControls(titleOf(fixed)) })
      }
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" disabled={!ready || login.isPending}>
            {login.isPending ? t('Asking the registry…') : t('Log in')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !login.isPending) login.mutate(means);
        }}
      >
        {login.error !== null && <ErrorNotice error={login.error} />}
        {fixed === null && (
          <TextInput
            {...BOX}
            label={t('Registry')}
            description={t('Empty: Docker Hub.')}
            placeholder="registry.example.com:5000"
            data-autofocus
            value={draft.registry}
            onChange={(event) => change({ registry: event.currentTarget.value })}
          />
        )}
        <TextInput
          {...BOX}
          label={t('User name')}
          data-autofocus={fixed === null ? undefined : true}
          value={draft.username}
          onChange={(event) => change({ username: event.currentTarget.value })}
        />
        <TextInput
          {...BOX}
          type="password"
          label={t('Password or access token')}
          value={draft.password}
          onChange={(event) => change({ password: event.currentTarget.value })}
        />
        <MeansChoice storage={storage} chosen={chosen} onChoose={setChosen} />
      </form>
    </Dialog>
  );
}
