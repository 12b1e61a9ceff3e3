import { Checkbox } from '@mantine/core';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { MachineState } from '../../../../main/contract/machine';
import { t, Trans } from '../../../lib/i18n';
import { whileVisible } from '../../../lib/while-visible';
import { startMachineStore, useMachine } from '../../../rpc/stores/machine-store';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { SettingsGroup } from '../../../ui/settings-group';
import { Skeleton } from '../../../ui/skeleton';
import { dismissFailure, useActions } from '../actions-store';
import { DeedButton } from '../deed-button';
import { Failure, FaultNotice } from '../fault-notice';
import { NAME } from '../machine-words';
import classes from './access.module.css';
import { namesLoopback } from './access-draft';
import { AccessFields } from './access-fields';
import { AuthoritiesField } from './authorities-field';
import { useAccessForm } from './use-access-form';

/** How the engine in the VM gets at registries; what other engines would have to be told is shown with the registries. */
export function AccessSettings() {
  useEffect(() => whileVisible(startMachineStore), []);
  const state = useMachine((store) => store.state);
  const isWithout = state?.driver === null;
  return (
    <SettingsGroup title={t('Registries and proxies')}>
      <p className={classes.dim}>
        <Trans
          text="For the engine in the {name}. Any other engine reads them from a file of its own: “Engine settings” among the <link>registries</link> shows what to write there."
          values={{ name: NAME }}
          tags={{ link: (inner) => <Link href="/registries">{inner}</Link> }}
        />
      </p>
      {state === null && <Skeleton width="20em" />}
      {isWithout && <p>{t('Slipway has no virtual machine for this system.')}</p>}
      {state !== null && !isWithout && <Form state={state} />}
    </SettingsGroup>
  );
}

function Form({ state }: { readonly state: MachineState }) {
  const form = useAccessForm(state.settings.access);
  const { draft, problems, change, save, changed } = form;
  const invalid = problems.length > 0;
  return (
    <form
      className={classes.form}
      aria-label={t('Registries and proxies')}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && !invalid && !save.isPending) save.mutate(form.access);
      }}
    >
      <AccessFields draft={draft} problems={problems} onChange={change} />
      {form.withPassword && (
        <Checkbox
          label={t('Keep the proxy’s password in clear')}
          description={t(
            'In Slipway’s settings, a file that only you can read. In the VM, the engine has it, and so has whoever is root there.',
          )}
          checked={form.mayKeep}
          onChange={(event) => form.setMayKeep(event.currentTarget.checked)}
        />
      )}
      <AuthoritiesField
        pems={draft.authorities}
        known={form.known}
        onChange={(authorities) => change({ authorities })}
      />
      {namesLoopback(form.access) && <Loopback driver={state.driver} />}
      {form.checkError !== null && <ErrorNotice error={form.checkError} />}
      {save.error !== null && <Failure error={save.error} />}
      <div className={classes.buttons}>
        <Button type="submit" variant="primary" aria-disabled={!changed || invalid || save.isPending || undefined}>
          {save.isPending ? t('Saving…') : t('Save')}
        </Button>
        <Button disabled={!changed} onClick={form.reset}>
          {t('Undo changes')}
        </Button>
      </div>
      <Consequence state={state} />
    </form>
  );
}

/** Only of QEMU's network we know the address for sure. */
const Loopback = ({ driver }: Pick<MachineState, 'driver'>) => (
  <Notice tone="info">
    {t('In the VM, localhost is the VM itself.')}
    {driver === 'qemu' && t(' This computer is 10.0.2.2 there.')}
  </Notice>
);

/** When it counts, and how a restart for it went. */
function Consequence({ state: { power, needsRestart, fault } }: { readonly state: MachineState }) {
  const failure = useActions((store) => store.failure);
  const isOn = power === 'running' || power === 'sleeping';
  const isNews = failure !== null && failure.message !== fault?.message;
  return (
    <div aria-live="polite" className={classes.form}>
      {fault !== null && <FaultNotice fault={fault} />}
      {isNews && <FaultNotice fault={failure} onDismiss={dismissFailure} />}
      {(power === 'starting' || power === 'stopping') && (
        <p className={classes.dim}>
          <Trans
            text="The machine is being {power, select, starting {started} other {stopped}}: <link>see how far it is</link>."
            values={{ power }}
            tags={{ link: (inner) => <Link href="/engine">{inner}</Link> }}
          />
        </p>
      )}
      {isOn && needsRestart.includes('access') && (
        <Notice
          tone="info"
          title={t('A restart of the machine is needed.')}
          actions={<DeedButton deed="restart">{t('Restart now')}</DeedButton>}
        >
          {t(
            'Until then its engine goes on as it was started. Its containers stop, and start again by their restart policy.',
          )}
        </Notice>
      )}
    </div>
  );
}
