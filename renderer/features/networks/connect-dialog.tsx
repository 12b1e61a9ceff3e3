import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { AttachWish, NetworkProblem, NetworkRow } from '../../../main/contract/networks';
import { withoutControls } from '../../lib/control-characters';
import { t, Trans } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { CommandBox } from '../../ui/command-box';
import { Dialog } from '../../ui/dialog';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import forms from '../../ui/form.module.css';
import { Notice } from '../../ui/notice';
import { showToast } from '../../ui/toast-store';
import { saidOf } from './field-words';
import classes from './networks.module.css';
import { useSandboxes } from './networks-store';
import { planWords, problemsOf } from './plan-problems';

interface Props {
  readonly network: NetworkRow;
  readonly onClose: () => void;
}

const SETTLE_MS = 150;
const BOX = { spellCheck: false, autoComplete: 'off' } as const;

/** Connects a container, running or stopped, with names and addresses of the user's choice. */
export function ConnectDialog({ network, onClose }: Props) {
  const form = useId();
  const sandboxes = useSandboxes((state) => state.rows);
  const inside = new Set(network.endpoints.map(({ id }) => id));
  const able = [...sandboxes.values()]
    .filter(({ id, mode }) => mode === 'own' && !inside.has(id))
    .sort((a, b) => a.name.localeCompare(b.name));
  const [draft, setDraft] = useState({ container: '', aliases: '', ipv4: '', ipv6: '' });
  const container = draft.container || (able[0]?.id ?? '');
  const wish: AttachWish = {
    ...{ network: network.id, container, ipv4: draft.ipv4.trim(), ipv6: draft.ipv6.trim() },
    aliases: draft.aliases.split(/[\s,]+/).filter((alias) => alias !== ''),
  };
  const plan = useAttachPlan(wish);
  const connect = useMutation({
    mutationFn: (wanted: AttachWish) => rpc.call('networks.connect', wanted),
    onSuccess: () => {
      showToast(
        'ok',
        t('{name} is connected.', { name: withoutControls(sandboxes.get(container)?.name ?? t('The container')) }),
      );
      onClose();
    },
  });
  const refused = problemsOf(connect.error);
  const problems = [...refused, ...plan.problems];
  const blocked = container === '' || plan.refuses;
  const whole = problems.find(({ path }) => path === '');
  const change = (patch: Partial<typeof draft>): void => {
    connect.reset();
    setDraft((old) => ({ ...old, ...patch }));
  };
  return (
    <Dialog
      opened
      title={
        <>
          <Trans text="Connect a container to {name}" values={{ name: <EngineText value={network.name} /> }} />
        </>
      }
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" aria-disabled={blocked || connect.isPending || undefined}>
            {t('Connect')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!blocked && !connect.isPending) connect.mutate(wish);
        }}
      >
        {connect.error !== null && refused.length === 0 && <ErrorNotice error={connect.error} />}
        {whole !== undefined && (
          <Notice tone="warn">
            <EngineText value={whole.message} wrap />
          </Notice>
        )}
        {able.length === 0 && <p>{t('Every container that can be connected is in this network already.')}</p>}
        <NativeSelect
          size="xs"
          label={t('Container')}
          data-autofocus
          data={able.map(({ id, name, state }) => ({
            value: id,
            label: withoutControls(state === 'running' ? name : `${name} (${state})`),
          }))}
          value={container}
          onChange={(event) => change({ container: event.currentTarget.value })}
        />
        <TextInput
          {...BOX}
          label={t('Aliases')}
          placeholder={t('api, db.internal')}
          value={draft.aliases}
          {...saidOf(problems, 'aliases', t('Further names that lead to it in this network.'))}
          onChange={(event) => change({ aliases: event.currentTarget.value })}
        />
        <AddressFields network={network} draft={draft} problems={problems} onChange={change} />
        <CommandBox lines={[plan.cli]} />
      </form>
    </Dialog>
  );
}

interface AddressProps extends Pick<Props, 'network'> {
  readonly draft: { readonly ipv4: string; readonly ipv6: string };
  readonly problems: readonly NetworkProblem[];
  readonly onChange: (patch: { readonly ipv4?: string; readonly ipv6?: string }) => void;
}

function AddressFields({ network: { subnets, ipv6 }, draft, problems, onChange }: AddressProps) {
  const of = (version: 4 | 6) => subnets.find(({ subnet }) => subnet.includes(':') === (version === 6))?.subnet;
  return (
    <div className={classes.fields}>
      <TextInput
        {...BOX}
        label={t('IPv4 address')}
        placeholder={t("the engine's choice")}
        value={draft.ipv4}
        {...saidOf(problems, 'ipv4', of(4))}
        onChange={(event) => onChange({ ipv4: event.currentTarget.value })}
      />
      {(ipv6 || draft.ipv6 !== '') && (
        <TextInput
          {...BOX}
          label={t('IPv6 address')}
          placeholder={t("the engine's choice")}
          value={draft.ipv6}
          {...saidOf(problems, 'ipv6', of(6))}
          onChange={(event) => onChange({ ipv6: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

function useAttachPlan(wish: AttachWish) {
  const now = JSON.stringify(wish);
  const [settled] = useDebouncedValue(now, SETTLE_MS);
  const wanted = JSON.parse(settled) as AttachWish;
  const plan = useQuery({
    queryKey: ['networks', 'attach-plan', settled],
    queryFn: ({ signal }) => rpc.call('networks.attachPlan', wanted, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    enabled: wanted.container !== '',
  });
  return planWords(plan.data, settled === now && !plan.isPlaceholderData);
}
