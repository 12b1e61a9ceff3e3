import type { CloneProgress, RecreateProgress } from '../../../main/contract/recreate';

type Step = Extract<RecreateProgress, { type: 'step' }>['step'] | Extract<CloneProgress, { type: 'step' }>['step'];

export const STEP_WORDS: Readonly<Record<Step, string>> = {
  pulling: 'Pulling the image',
  stopping: 'Stopping',
  renaming: 'Renaming to',
  creating: 'Creating',
  connecting: 'Connecting',
  starting: 'Starting',
  watching: 'Watching whether it is well',
  'rolling-back': 'Going back',
  committing: 'Committing its state',
  copying: 'Copying volume',
  undoing: 'Removing what was made',
};
