import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MachinePower } from '../../../main/contract/machine';
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
  readonly onSnapshots: () => void;
  readonly onClose: () => void;
}

/** Checks without writing; repairs only after an explicit yes. */
export function DiskDialog({ power, onSnapshots, onClose }: Props) {
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
  if (asking) return <RepairQuestion onSnapshots={onSnapshots} onAnswer={answer} />;
  const error = repair.error ?? check.error;
  const report = repair.data?.report ?? check.data?.report;
  const again = (): void => {
    repair.reset();
    void check.refetch();
  };
  return (
    <Dialog
      opened
      title="Check disk"
      width="wide"
      onClose={onClose}
      actions={
        <>
          {report !== undefined && <CopyButton text={report} label="Copy report" withText />}
          <Button disabled={busy} onClick={again}>
            Check again
          </Button>
          {power === 'broken' && (
            <Button disabled={busy} onClick={() => setAsking(true)}>
              Repair…
            </Button>
          )}
        </>
      }
    >
      <p role="status" className={classes.dim}>
        {repair.isPending
          ? 'Repairing the disk…'
          : check.isFetching
            ? 'Checking the disk. Nothing is written to it…'
            : repair.data !== undefined
              ? 'Repaired. The report of the repair:'
              : 'The report of the check, which wrote nothing:'}
      </p>
      {error !== null && <Failure error={error} />}
      <div aria-busy={busy}>
        {report === undefined
          ? error === null && <Skeleton height="6em" />
          : report !== '' && <TextBox text={report} label="Report" />}
      </div>
    </Dialog>
  );
}

interface QuestionProps {
  readonly onSnapshots: () => void;
  readonly onAnswer: (yes: boolean) => void;
}

const RepairQuestion = ({ onSnapshots, onAnswer }: QuestionProps) => (
  <ConfirmDialog
    opened
    danger
    title="Repair the disk?"
    confirmLabel="Repair"
    onConfirm={() => onAnswer(true)}
    onCancel={() => onAnswer(false)}
  >
    <p>
      The repair writes to the disk. Files that cannot be mended are lost, or end up without their names in the folder
      lost+found.
    </p>
    <p>
      A snapshot made before keeps the disk as it is now. <Button onClick={onSnapshots}>Make a snapshot first…</Button>
    </p>
  </ConfirmDialog>
);
