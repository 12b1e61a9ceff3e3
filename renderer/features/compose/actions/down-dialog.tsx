import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DownLoss } from '../../../../main/contract/compose';
import { decimalBytes } from '../../../lib/bytes';
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
import { many } from '../words';
import { Choice } from './choice';
import { CommandPreview } from './command-preview';
import { closeQuestion } from './questions-store';
import { useStart } from './use-start';

const IMAGES = [
  { value: 'keep', label: 'Keep them' },
  { value: 'local', label: 'Remove those without a tag of their own' },
  { value: 'all', label: 'Remove all that its services use' },
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
      title={<DialogTitle words="Down" name={row?.name ?? projectKey} />}
      onClose={closeQuestion}
      actions={
        <>
          <Button data-autofocus onClick={closeQuestion}>
            Cancel
          </Button>
          <Button variant="danger" disabled={busy || (wish.volumes && loss.isPending)} onClick={run}>
            {wish.volumes && volumes.length > 0 ? `Down, and delete ${many(volumes.length, 'volume')}` : 'Down'}
          </Button>
        </>
      }
    >
      <div className={forms.form}>
        <p>
          {row === undefined ? 'Its containers' : many(row.containers, 'container')} and the networks of the project are
          removed. {wish.volumes ? 'Its volumes go, too.' : 'Volumes stay as they are.'}
        </p>
        <Checkbox
          size="xs"
          label="Delete its volumes, too"
          checked={wish.volumes}
          onChange={({ currentTarget: { checked } }) => setWish({ ...wish, volumes: checked })}
        />
        {wish.volumes && loss.isPending && <Skeleton width="60%" />}
        {wish.volumes && loss.error !== null && <ErrorNotice error={loss.error} onRetry={() => void loss.refetch()} />}
        {wish.volumes && loss.data !== undefined && <Loss loss={loss.data} />}
        <Choice
          label="Images"
          value={wish.images}
          options={IMAGES}
          onChange={(images) => setWish({ ...wish, images })}
        />
        {row !== undefined && row.orphans > 0 && (
          <Checkbox
            size="xs"
            label={`Remove ${many(row.orphans, 'orphan')}, too`}
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
  if (volumes.length === 0) return <p>There are no volumes that would go.</p>;
  return (
    <Notice tone="bad" title={`The data in ${volumes.length === 1 ? 'this volume' : 'these volumes'} is lost:`}>
      <ul className={parts.names} aria-label="Volumes that are deleted">
        {volumes.map(({ name, anonymous, bytes, services }) => (
          <li key={name}>
            <EngineText value={anonymous ? `${name.slice(0, 12)} (anonymous)` : name} title={name} />
            <span className={classes.lost}>
              <EngineText value={services.join(', ')} /> {bytes === null ? 'size not told' : decimalBytes(bytes)}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
