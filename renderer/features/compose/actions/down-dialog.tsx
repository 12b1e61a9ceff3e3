import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DownLoss } from '../../../../main/contract/compose';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import parts from '../../../ui/list-parts.module.css';
import { Notice } from '../../../ui/notice';
import { Skeleton } from '../../../ui/skeleton';
import classes from '../compose.module.css';
import { DialogTitle } from '../dialog-title';
import { useProject } from '../use-project';
import { downWish } from '../wishes';
import { Choice } from './choice';
import { CommandPreview } from './command-preview';
import { closeQuestion } from './questions-store';
import { useStart } from './use-start';

const IMAGES = [
  { value: 'keep', label: t('Keep them') },
  { value: 'local', label: t('Remove those without a tag of their own') },
  { value: 'all', label: t('Remove all that its services use') },
] as const;

/** Containers and networks go; volumes only where that is ticked, each with what is in it. */
export function DownDialog({ projectKey }: { readonly projectKey: string }) {
  const { details } = useProject(projectKey);
  const [wish, setWish] = useState(downWish);
  const { busy, error, run } = useStart(projectKey, wish);
  const row = details?.row;
  const loss = useQuery({
    queryKey: ['compose', 'downLoss', projectKey],
    queryFn: ({ signal }) => rpc.call('compose.downLoss', { key: projectKey }, { signal }),
    ...{ gcTime: 0, staleTime: 0 },
  });
  const volumes = loss.data?.volumes ?? [];
  return (
    <Dialog
      opened
      role="alertdialog"
      title={<DialogTitle words={t('Down')} name={row?.name ?? projectKey} />}
      onClose={closeQuestion}
      actions={
        <>
          <Button data-autofocus onClick={closeQuestion}>
            {t('Cancel')}
          </Button>
          <Button variant="danger" disabled={busy || (wish.volumes && loss.isPending)} onClick={run}>
            {wish.volumes && volumes.length > 0
              ? t('Down, and delete {count, plural, one {# volume} other {# volumes}}', { count: volumes.length })
              : t('Down')}
          </Button>
        </>
      }
    >
      <div className={forms.form}>
        <p>
          {row === undefined
            ? wish.volumes
              ? t('Its containers and the networks of the project are removed. Its volumes go, too.')
              : t('Its containers and the networks of the project are removed. Volumes stay as they are.')
            : wish.volumes
              ? t(
                  '{containers, plural, one {# container} other {# containers}} and the networks of the project are removed. Its volumes go, too.',
                  { containers: row.containers },
                )
              : t(
                  '{containers, plural, one {# container} other {# containers}} and the networks of the project are removed. Volumes stay as they are.',
                  { containers: row.containers },
                )}
        </p>
        <Checkbox
          size="xs"
          label={t('Delete its volumes, too')}
          checked={wish.volumes}
          onChange={({ currentTarget: { checked } }) => setWish({ ...wish, volumes: checked })}
        />
        {wish.volumes && loss.isPending && <Skeleton width="60%" />}
        {wish.volumes && loss.error !== null && <ErrorNotice error={loss.error} onRetry={() => void loss.refetch()} />}
        {wish.volumes && loss.data !== undefined && <Loss loss={loss.data} />}
        <Choice
          label={t('Images')}
          value={wish.images}
          options={IMAGES}
          onChange={(images) => setWish({ ...wish, images })}
        />
        {row !== undefined && row.orphans > 0 && (
          <Checkbox
            size="xs"
            label={t('Remove {orphans, plural, one {# orphan} other {# orphans}}, too', { orphans: row.orphans })}
            checked={wish.removeOrphans}
            onChange={({ currentTarget: { checked } }) => setWish({ ...wish, removeOrphans: checked })}
          />
        )}
        <CommandPreview {...{ projectKey, wish }} />
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}

function Loss({ loss: { volumes } }: { readonly loss: DownLoss }) {
  if (volumes.length === 0) return <p>{t('There are no volumes that would go.')}</p>;
  return (
    <Notice
      tone="bad"
      title={t('The data in {count, plural, one {this volume} other {these volumes}} is lost:', {
        count: volumes.length,
      })}
    >
      <ul className={parts.names} aria-label={t('Volumes that are deleted')}>
        {volumes.map(({ name, anonymous, bytes, services }) => (
          <li key={name}>
            <EngineText value={anonymous ? `${name.slice(0, 12)} (anonymous)` : name} title={name} />
            <span className={classes.lost}>
              <EngineText value={services.join(', ')} /> {bytes === null ? t('size not told') : decimalBytes(bytes)}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
