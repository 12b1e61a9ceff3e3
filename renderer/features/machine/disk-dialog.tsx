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
      title="Check disk"
      width="wide"
      onClose={onClose}
      actions={
        <>
          {report !== undefined && <CopyButton text={report} label="Copy report" withText />}
          <Button aria-disabled={busy || undefined} onClick={again}>
            Check again
          </Button>
          {power === 'broken' && (
            <Button aria-disabled={busy || undefined} onClick={() => !busy && setAsking(true)}>
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
            : clean !== undefined && `${clean ? 'The disk is in order.' : 'The disk has errors.'} The report:`}
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
  readonly onAnswer: (yes: boolean) => void;
}

const RepairQuestion = ({ onAnswer }: QuestionProps) => (
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
    <p>Slipway keeps a snapshot of the disk as it is now, before it repairs.</p>
  </ConfirmDialog>
);
