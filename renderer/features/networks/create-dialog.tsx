import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { NetworkGround, NetworkProblem, NetworkWish } from '../../../main/contract/networks';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { CommandBox } from '../../ui/command-box';
import { Dialog } from '../../ui/dialog';
import { ErrorNotice } from '../../ui/error-notice';
import forms from '../../ui/form.module.css';
import { showToast } from '../../ui/toast-store';
import { type Draft, EMPTY, optionsOf, wishOf, withIpv6, withPool } from './draft';
import { saidOf } from './field-words';
import classes from './networks.module.css';
import { PairsField } from './pairs-field';
import { planWords, problemsOf } from './plan-problems';
import { PoolFields } from './pool-fields';

interface Props {
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}

const SETTLE_MS = 150;
/** Mantine's are smaller than the smallest text of the theme. */
const HINT = { description: forms.hint ?? '' };

/** A network with all that the engine lets one choose; what is wrong stands at its field before the engine is asked. */
export function CreateDialog({ onClose, onMade }: Props) {
  const form = useId();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const connection = useConnectionId();
  const ground = useQuery({
    queryKey: ['networks', 'ground', connection],
    queryFn: () => rpc.call('networks.ground', undefined),
  });
  const wish = wishOf(draft);
  const plan = usePlan(wish);
  const create = useMutation({
    mutationFn: (wanted: NetworkWish) => rpc.call('networks.create', wanted),
    onSuccess: ({ id, warning }) => {
      showToast(warning === '' ? 'ok' : 'bad', warning === '' ? t('The network was created.') : warning);
      onMade(id);
    },
  });
  const refused = problemsOf(create.error);
  const problems = [...refused, ...plan.problems];
  const blocked = draft.name.trim() === '' || plan.refuses;
  const change = (patch: Partial<Draft>): void => {
    create.reset();
    setDraft((old) => ({ ...old, ...patch }));
  };
  return (
    <Dialog
      opened
      title={t('Create a network')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" aria-disabled={blocked || create.isPending || undefined}>
            {create.isPending ? t('Creating…') : t('Create')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!blocked && !create.isPending) create.mutate(wish);
        }}
      >
        {ground.error !== null && <ErrorNotice error={ground.error} onRetry={() => void ground.refetch()} />}
        {create.error !== null && refused.length === 0 && <ErrorNotice error={create.error} />}
        <Basics draft={draft} problems={problems} ground={ground.data} onChange={change} />
        <Addresses draft={draft} problems={problems} free={ground.data?.free} onChange={change} />
        <Options draft={draft} problems={problems} onChange={change} />
        <PairsField
          {...{ title: t('Labels'), one: t('label'), path: 'labels', pairs: draft.labels, problems }}
          onChange={(labels) => change({ labels })}
        />
        <CommandBox lines={[plan.cli]} />
      </form>
    </Dialog>
  );
}

/** What main says of a wish, a moment after the last key. */
function usePlan(wish: NetworkWish) {
  const wanted = JSON.stringify(wish);
  const [settled] = useDebouncedValue(wanted, SETTLE_MS);
  const plan = useQuery({
    queryKey: ['networks', 'plan', settled],
    queryFn: ({ signal }) => rpc.call('networks.plan', JSON.parse(settled) as NetworkWish, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return planWords(plan.data, settled === wanted && !plan.isPlaceholderData);
}

interface PartProps {
  readonly draft: Draft;
  readonly problems: readonly NetworkProblem[];
  readonly onChange: (patch: Partial<Draft>) => void;
}

function Basics({ draft, problems, ground, onChange }: PartProps & { readonly ground: NetworkGround | undefined }) {
  const drivers = ground?.drivers ?? ['bridge'];
  return (
    <>
      <div className={classes.fields}>
        <TextInput
          label={t('Name')}
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          value={draft.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          {...(draft.name === '' ? {} : saidOf(problems, 'name'))}
        />
        <NativeSelect
          size="xs"
          label={t('Driver')}
          data={[...drivers]}
          value={draft.driver}
          onChange={(event) => onChange({ driver: event.currentTarget.value })}
          {...saidOf(problems, 'driver')}
        />
      </div>
      <div className={classes.checks}>
        <Checkbox
          classNames={HINT}
          label={t('Internal')}
          description={t('No way out of it, and none in (--internal).')}
          checked={draft.internal}
          onChange={(event) => onChange({ internal: event.currentTarget.checked })}
        />
        {(ground?.swarm === true || draft.attachable) && (
          <Checkbox
            classNames={HINT}
            label={t('Attachable')}
            description={t('Containers can join, not only services (--attachable).')}
            checked={draft.attachable}
            onChange={(event) => onChange({ attachable: event.currentTarget.checked })}
          />
        )}
      </div>
    </>
  );
}

type AddressProps = PartProps & { readonly free: NetworkGround['free'] | undefined };

function Addresses({ draft, problems, free, onChange }: AddressProps) {
  return (
    <fieldset className={forms.group}>
      <legend>{t('Addresses')}</legend>
      {draft.pools.length === 0 && <p className={classes.dim}>{t('The engine chooses a free subnet by itself.')}</p>}
      <PoolFields pools={draft.pools} problems={problems} free={free} onChange={(pools) => onChange({ pools })} />
      <div className={classes.line}>
        <Button onClick={() => onChange(withPool(draft, free))}>{t('Add subnet')}</Button>
        <Checkbox
          label={t('Enable IPv6')}
          checked={draft.ipv6}
          onChange={(event) => onChange(withIpv6(draft, event.currentTarget.checked, free))}
        />
        <span className={classes.grow}>{saidOf(problems, 'ipv6').error ?? saidOf(problems, 'ipv6').description}</span>
      </div>
    </fieldset>
  );
}

const WORDS: Readonly<Record<string, string>> = { true: t('Yes'), false: t('No') };

function Options({ draft, problems, onChange }: PartProps) {
  const set = (key: string, value: string): void => onChange({ known: { ...draft.known, [key]: value } });
  return (
    <details className={classes.more} open={optionsOf(draft.driver).some(({ key }) => key === 'parent') || undefined}>
      <summary>{t('Driver options')}</summary>
      <div className={classes.fields}>
        {optionsOf(draft.driver).map(({ key, label, hint, choices }) => {
          const said = saidOf(problems, `options.${key}`, hint);
          const value = draft.known[key] ?? choices?.[0] ?? '';
          if (choices === undefined)
            return (
              <TextInput
                key={key}
                {...{ label, value, ...said }}
                spellCheck={false}
                autoComplete="off"
                onChange={(event) => set(key, event.currentTarget.value)}
              />
            );
          return (
            <NativeSelect
              size="xs"
              key={key}
              {...{ label, value, ...said }}
              data={choices.map((choice) => ({ value: choice, label: WORDS[choice] ?? choice }))}
              onChange={(event) => set(key, event.currentTarget.value)}
            />
          );
        })}
      </div>
      <PairsField
        {...{ title: t('Other options'), one: t('option'), path: 'options', pairs: draft.options, problems }}
        onChange={(options) => onChange({ options })}
      />
    </details>
  );
}
