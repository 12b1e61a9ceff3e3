import { IconHistory, IconRotate, IconShieldCheck, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupFile, PlanState } from '../../../../main/contract/volume-backups';
import { decimalBytes } from '../../../lib/bytes';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { dateTime } from '../../../lib/time';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Fact, Facts, Section } from '../../../ui/facts';
import { IconButton } from '../../../ui/icon-button';
import parts from '../../../ui/list-parts.module.css';
import { Notice } from '../../../ui/notice';
import { showToast } from '../../../ui/toast-store';
import { useDeed } from '../../../ui/use-deed';
import { useVolumeWork } from '../volumes-store';
import classes from '../volumes.module.css';
import { PlanDialog } from './plan-dialog';
import { RestoreDialog } from './restore-dialog';
import { scheduleWords } from './schedule-words';

type Asked =
  { readonly kind: 'plan' | 'forget' } | { readonly kind: 'restore' | 'remove'; readonly backup: BackupFile };

const tell = (error: unknown): void => showToast('bad', errorLine(error));

/** When a volume is backed up, and the backups there are. */
export function BackupsTab({ name }: { readonly name: string }) {
  const plan = useVolumeWork((store) => store.state?.plans.find(({ volume }) => volume === name));
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  return (
    <div className={parts.body}>
      {plan === undefined ? (
        <EmptyState icon={<IconHistory size={26} />} title={t('No backups are made of this volume')}>
          <p>{t('Choose a folder for them, and when they are made.')}</p>
          <Button variant="primary" onClick={() => setAsked({ kind: 'plan' })}>
            {t('Set up backups')}
          </Button>
        </EmptyState>
      ) : (
        <>
          <Plan state={plan} name={name} onAsk={setAsked} />
          <Files plan={plan} name={name} onAsk={setAsked} />
        </>
      )}
      {asked?.kind === 'plan' && <PlanDialog name={name} plan={plan?.plan ?? null} onClose={close} />}
      {asked?.kind === 'forget' && <Forget name={name} onClose={close} />}
      {asked?.kind === 'restore' && <RestoreDialog name={name} backup={asked.backup} onClose={close} />}
      {asked?.kind === 'remove' && <Remove name={name} backup={asked.backup} onClose={close} />}
    </div>
  );
}

interface PartProps {
  readonly name: string;
  readonly onAsk: (asked: Asked) => void;
}

function Plan({ state: { plan, last, next }, name, onAsk }: PartProps & { readonly state: PlanState }) {
  const { schedule, folder, keep, gzip, pause } = plan;
  const backUp = (): void => void rpc.call('volumes.backUp', { name }).catch(tell);
  return (
    <Section
      title={t('Plan')}
      actions={
        <div className={classes.buttons}>
          <Button variant="primary" onClick={backUp}>
            {t('Back up now')}
          </Button>
          <Button onClick={() => onAsk({ kind: 'plan' })}>{t('Change…')}</Button>
          <Button variant="subtle" onClick={() => onAsk({ kind: 'forget' })}>
            {t('Stop…')}
          </Button>
        </div>
      }
    >
      {last !== null && !last.ok && (
        <Notice tone="bad" title={t('The last backup failed, {at}', { at: dateTime(last.at) })}>
          <EngineText value={last.message} wrap />
        </Notice>
      )}
      <Facts>
        <Fact name={t('When')}>{scheduleWords(schedule)}</Fact>
        <Fact name={t('Next')}>{next === null ? t('Not by itself') : dateTime(next)}</Fact>
        <Fact name={t('Folder')}>
          <EngineText value={folder} wrap mono />
        </Fact>
        <Fact name={t('Kept')}>
          {gzip ? t('the last {keep}, compressed', { keep }) : t('the last {keep}', { keep })}
        </Fact>
        <Fact name={t('In use')}>{pause ? t('Containers are paused meanwhile') : t('Containers run on')}</Fact>
      </Facts>
    </Section>
  );
}

function Files({ plan, name, onAsk }: PartProps & { readonly plan: PlanState }) {
  // What ended may have made, deleted or found out something.
  const ended = useVolumeWork((store) => store.state?.works.filter(({ endedAt }) => endedAt !== null).length ?? 0);
  const files = useQuery({
    queryKey: ['volumes', 'backups', name, plan.plan.folder, plan.last?.at ?? 0, ended],
    queryFn: ({ signal }) => rpc.call('volumes.backups', { name }, { signal }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const { data, error, refetch } = files;
  return (
    <Section title={t('Backups')} none={data?.length === 0 && t('None yet')}>
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <ul className={classes.backupList} aria-label={t('Backups')}>
        {data?.map((backup) => (
          <File key={backup.file} name={name} backup={backup} onAsk={onAsk} />
        ))}
      </ul>
    </Section>
  );
}

function File({ name, backup, onAsk }: PartProps & { readonly backup: BackupFile }) {
  const { file, at, bytes, sha256 } = backup;
  const check = (): void => void rpc.call('volumes.check', { name, file }).catch(tell);
  const when = dateTime(at);
  return (
    <li className={classes.backup} aria-label={file}>
      <div>
        <strong>{when}</strong> <span className={classes.dim}>{decimalBytes(bytes)}</span>
        <div className={classes.sum}>
          <EngineText value={file} />
        </div>
        <div className={classes.sum}>
          {sha256 === null ? t('no checksum') : t('sha256 {sha256}…', { sha256: sha256.slice(0, 16) })}
        </div>
      </div>
      <div className={classes.buttons}>
        <IconButton label={t('Check {when}', { when })} icon={<IconShieldCheck size={15} />} onClick={check} />
        <Button icon={<IconRotate size={15} />} onClick={() => onAsk({ kind: 'restore', backup })}>
          {t('Restore…')}
        </Button>
        <IconButton
          label={t('Delete the backup of {when}', { when })}
          danger
          icon={<IconTrash size={15} />}
          onClick={() => onAsk({ kind: 'remove', backup })}
        />
      </div>
    </li>
  );
}

interface QuestionProps {
  readonly name: string;
  readonly onClose: () => void;
}

function Forget({ name, onClose }: QuestionProps) {
  const { busy, error, run } = useDeed(() => rpc.call('volumes.setPlan', { name, plan: null }), onClose);
  return (
    <ConfirmDialog
      opened
      title={t('Make no more backups?')}
      confirmLabel={t('Stop')}
      busy={busy}
      onConfirm={run}
      onCancel={onClose}
    >
      <p>{t('Those that are in the folder stay there.')}</p>
      {error !== null && <ErrorNotice error={error} />}
    </ConfirmDialog>
  );
}

function Remove({ name, backup: { file, bytes }, onClose }: QuestionProps & { readonly backup: BackupFile }) {
  const { busy, error, run } = useDeed(() => rpc.call('volumes.removeBackup', { name, file }), onClose);
  return (
    <ConfirmDialog
      opened
      danger
      title={t('Delete this backup?')}
      confirmLabel={t('Delete')}
      busy={busy}
      onConfirm={run}
      onCancel={onClose}
    >
      <EngineText value={file} wrap />
      <p>{t('{bytes}, and there is no way back.', { bytes: decimalBytes(bytes) })}</p>
      {error !== null && <ErrorNotice error={error} />}
    </ConfirmDialog>
  );
}
