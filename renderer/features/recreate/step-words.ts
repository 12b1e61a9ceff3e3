import type { CloneProgress, RecreateProgress } from '../../../main/contract/recreate';
import { t } from '../../lib/i18n';

type Step = Extract<RecreateProgress, { type: 'step' }>['step'] | Extract<CloneProgress, { type: 'step' }>['step'];

export const STEP_WORDS: Readonly<Record<Step, string>> = {
  pulling: t('Pulling the image'),
  stopping: t('Stopping'),
  renaming: t('Renaming to'),
  creating: t('Creating'),
  connecting: t('Connecting'),
  starting: t('Starting'),
  watching: t('Watching whether it is well'),
  'rolling-back': t('Going back'),
  committing: t('Committing its state'),
  copying: t('Copying volume'),
  undoing: t('Removing what was made'),
};
