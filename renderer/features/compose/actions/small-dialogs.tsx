import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ComposeWish } from '../../../../main/contract/compose-runs';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import parts from '../../../ui/list-parts.module.css';
import classes from '../compose.module.css';
import { DialogTitle } from '../dialog-title';
import { useProject } from '../use-project';
import { buildWish, wordsOf } from '../wishes';
import { lasting } from '../words';
import { CommandPreview } from './command-preview';
import { closeQuestion } from './questions-store';
import { replicasOf } from './replicas';
import { ServiceChoice } from './service-choice';
import { useStart } from './use-start';

interface FrameProps {
  readonly projectKey: string;
  readonly title: ReactNode;
  /** null: it cannot be begun yet. */
  readonly wish: ComposeWish | null;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly children: ReactNode;
}

/** A question about one call of compose: its fields, the line, and the way to begin it. Enter in a field begins it. */
function WishDialog({ projectKey, title, wish, confirm, danger = false, children }: FrameProps) {
  const { busy, error, run } = useStart(projectKey, wish);
  return (
    <Dialog
      opened
      title={title}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          <Button variant={danger ? 'danger' : 'primary'} disabled={busy || wish === null} onClick={run}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (wish !== null && !busy) run();
        }}
      >
        {children}
        <CommandPreview {...{ projectKey, wish }} />
        {error !== null && <ErrorNotice error={error} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

interface ServiceProps {
  readonly projectKey: string;
  readonly service: string;
}

export function ScaleDialog({ projectKey, service }: ServiceProps) {
  const { details } = useProject(projectKey);
  const [typed, setTyped] = useState<string | null>(null);
  const now = details?.services.find(({ name }) => name === service);
  const count = now === undefined ? 1 : lasting(now).length;
  const text = typed ?? String(count);
  const replicas = replicasOf(text);
  return (
    <WishDialog
      projectKey={projectKey}
      title={<DialogTitle words={t('Scale')} name={service} />}
      wish={replicas === null ? null : { verb: 'scale', service, replicas }}
      confirm={t('Scale')}
    >
      <TextInput
        label={t('Containers')}
        data-autofocus
        inputMode="numeric"
        value={text}
        error={replicas === null ? t('A number from 0 to 1,000.') : null}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {now !== undefined && (
        <p className={classes.dim}>
          {t('There are {count}; the file wishes {replicas}.', { count, replicas: now.replicas })}
        </p>
      )}
    </WishDialog>
  );
}

export function RunDialog({ projectKey, service }: ServiceProps) {
  const [line, setLine] = useState('');
  const [flags, setFlags] = useState({ remove: true, noDeps: false, servicePorts: false });
  const command = wordsOf(line);
  const flag = (name: keyof typeof flags, label: string) => (
    <Checkbox
      size="xs"
      label={label}
      checked={flags[name]}
      onChange={({ currentTarget: { checked } }) => setFlags({ ...flags, [name]: checked })}
    />
  );
  return (
    <WishDialog
      projectKey={projectKey}
      title={<DialogTitle words={t('Run a command in a new container of')} name={service} />}
      wish={command === null ? null : { verb: 'run', service, command: [...command], ...flags }}
      confirm={t('Run')}
    >
      <TextInput
        label={t('Command')}
        description={t('None: the service’s own. Quotes keep words together.')}
        placeholder="sh -c 'ls -la'"
        data-autofocus
        spellCheck={false}
        classNames={{ description: forms.hint ?? '' }}
        value={line}
        error={command === null ? t('A quote is not closed.') : null}
        onChange={({ currentTarget }) => setLine(currentTarget.value)}
      />
      <div className={classes.checks}>
        {flag('remove', t('Remove it when it ends'))}
        {flag('noDeps', t('Without what it depends on'))}
        {flag('servicePorts', t('With the ports of the service'))}
      </div>
    </WishDialog>
  );
}

interface BuildProps {
  readonly projectKey: string;
  readonly services: readonly string[];
}

export function BuildDialog({ projectKey, services }: BuildProps) {
  const { details } = useProject(projectKey);
  const [wish, setWish] = useState(() => buildWish(services));
  const built = (details?.services ?? []).filter(({ builds }) => builds);
  return (
    <WishDialog projectKey={projectKey} title={t('Build its images')} wish={wish} confirm={t('Build')}>
      <ServiceChoice
        legend={t('Services that are built')}
        services={built}
        chosen={wish.services}
        onChange={(chosen) => setWish({ ...wish, services: [...chosen] })}
      />
      <div className={classes.checks}>
        <Checkbox
          size="xs"
          label={t('Without the cache')}
          data-autofocus
          checked={wish.noCache}
          onChange={({ currentTarget: { checked } }) => setWish({ ...wish, noCache: checked })}
        />
        <Checkbox
          size="xs"
          label={t('Pull newer base images')}
          checked={wish.pull}
          onChange={({ currentTarget: { checked } }) => setWish({ ...wish, pull: checked })}
        />
      </div>
    </WishDialog>
  );
}

const ORPHANS = { verb: 'remove-orphans' } as const;

export function OrphansDialog({ projectKey }: { readonly projectKey: string }) {
  const { details } = useProject(projectKey);
  const orphans = (details?.services ?? []).filter(({ inFiles }) => !inFiles).flatMap(({ containers }) => containers);
  return (
    <WishDialog projectKey={projectKey} title={t('Remove orphans')} wish={ORPHANS} confirm={t('Remove')} danger>
      <p>{t('These containers are of services that the files do not have any more. They are stopped and removed:')}</p>
      <ul className={parts.names} aria-label={t('Containers that are removed')}>
        {orphans.map(({ id, name, status }) => (
          <li key={id}>
            <EngineText value={name} />
            <EngineText value={status} />
          </li>
        ))}
      </ul>
    </WishDialog>
  );
}
