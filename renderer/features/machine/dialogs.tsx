import type { MachineState } from '../../../main/contract/machine';
import { t } from '../../lib/i18n';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { perform } from './actions-store';
import { DeleteDialog, ResetDialog } from './delete-dialog';
import { DiskDialog } from './disk-dialog';
import { ExportDialog } from './export-dialog';
import { LogsDialog } from './logs-dialog';
import { SettingsDialog } from './settings-dialog';
import { SnapshotsDialog } from './snapshots-dialog';

export type Question = 'settings' | 'snapshots' | 'logs' | 'disk' | 'export' | 'kill' | 'delete' | 'reset';

interface Props {
  readonly question: Question | null;
  readonly state: MachineState;
  readonly onClose: () => void;
}

/** What stands between a wish and its deed, or shows what has no place in the section. */
export function Dialogs({ question, state, onClose }: Props) {
  switch (question) {
    case 'settings':
      return <SettingsDialog state={state} onClose={onClose} />;
    case 'snapshots':
      return <SnapshotsDialog power={state.power} onClose={onClose} />;
    case 'logs':
      return <LogsDialog power={state.power} onClose={onClose} />;
    case 'disk':
      return <DiskDialog power={state.power} onClose={onClose} />;
    case 'export':
      return <ExportDialog power={state.power} onClose={onClose} />;
    case 'kill':
      return <KillDialog onClose={onClose} />;
    case 'delete':
      return <DeleteDialog state={state} onClose={onClose} />;
    case 'reset':
      return <ResetDialog state={state} onClose={onClose} />;
    case null:
      return null;
  }
}

function KillDialog({ onClose }: Pick<Props, 'onClose'>) {
  const kill = (): void => {
    onClose();
    perform('kill');
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={t('Kill the engine?')}
      confirmLabel={t('Kill')}
      onConfirm={kill}
      onCancel={onClose}
    >
      <p>
        {t(
          'The virtual machine ends at once, as if its power was cut. All its containers end with it, and what they have not yet written to disk is lost.',
        )}
      </p>
      <p>{t('“Stop engine” ends them in order; this is for when that does not work.')}</p>
    </ConfirmDialog>
  );
}
