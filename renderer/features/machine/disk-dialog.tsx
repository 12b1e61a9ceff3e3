import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MachinePower } from '../../../main/contract/machine';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';
import { Skeleton } from '../../ui/skeleton';
import { Failure } from './fault-notice';
import classes from './machine.module.css';
import { TextBox } from './text-box';
import { useLastingMutation } from './use-lasting-mutation';

/** What main takes for a yes to writing to a damaged disk. */
const REPAIR = 'repair';

interface Props {
  readonly power: MachinePower;
  readonly onClose: () => void;
}

/** Checks without writing; repairs only after an explicit yes. */
export function DiskDialog({ power, onClose }: Props) {
  const [asking, setAsking] = useState(false);
  const check = useQuery({
    queryKey: ['machine', 'check-disk'],
    queryFn: ({ signal }) => rpc.call('machine.checkDisk', {}, { signal }),
    gcTime: 0,
  });
  const repair = useLastingMutation({ mutationFn: () => rpc.call('machine.checkDisk', { confirmation: REPAIR }) });
  const busy = check.isFetching || repair.isPending;
  const answer = (yes: boolean): void => {
    setAsking(false);
    if (yes) repair.mutate();
  };
  if (asking) return <RepairQuestion onAnswer={answer} />;
  const error = repair.error ?? check.error;
  const { report, clean } = repair.data ?? check.data ?? {};
  const again = (): void => {
    if (busy) return;
    repair.reset();
    void check.refetch();
  };
  return (
    <Dialog
      opened
      title={t('Check disk')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          {report !== undefined && <CopyButton text={report} label={t('Copy report')} withText />}
          <Button aria-disabled={busy || undefined} onClick={again}>
            {t('Check again')}
          </Button>
          {power === 'broken' && (
            <Button aria-disabled={busy || undefined} onClick={() => !busy && setAsking(true)}>
              {t('Repair…')}
            </Button>
          )}
        </>
      }
    >
      <p role="status" className={classes.dim}>
        {repair.isPending
          ? t('Repairing the disk…')
          : check.isFetching
            ? t('Checking the disk. Nothing is written to it…')
            : clean !== undefined &&
              (clean ? t('The disk is in order. The report:') : t('The disk has errors. The report:'))}
      </p>
      {error !== null && <Failure error={error} />}
      <div aria-busy={busy}>
        {report === undefined
          ? error === null && <Skeleton height="6em" />
          : report !== '' && <TextBox text={report} label={t('Report')} />}
      </div>
    </Dialog>
  );
}

interface QuestionProps {
  readonly onAnswer: (yes: boolean) => void;
}

const RepairQuestion = ({ onAnswer }: QuestionProps) => (
  <ConfirmDialog
    opened
    danger
    title={t('Repair the disk?')}
    confirmLabel={t('Repair')}
    onConfirm={() => onAnswer(true)}
    onCancel={() => onAnswer(false)}
  >
    <p>
      {t(
        'The repair writes to the disk. Files that cannot be mended are lost, or end up without their names in the folder lost+found.',
      )}
    </p>
    <p>{t('Slipway keeps a snapshot of the disk as it is now, before it repairs.')}</p>
  </ConfirmDialog>
);
