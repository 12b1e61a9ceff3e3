import { useReturnedFocus } from '../../ui/use-returned-focus';
import { CloneDialog } from './clone-dialog';
import { CommitDialog } from './commit-dialog';
import { ComposeDialog } from './compose-dialog';
import { BringBackDialog, LetGoDialog } from './kept-dialogs';
import { useRecreate } from './recreate-store';
import { UpdateDialog } from './update-dialog';

/** Whichever dialog of this feature is open. */
export function RecreateDialogs() {
  const question = useRecreate((state) => state.question);
  useReturnedFocus(question !== null);
  switch (question?.kind) {
    case 'update':
      return <UpdateDialog subject={question.subject} />;
    case 'commit':
      return <CommitDialog subject={question.subject} />;
    case 'clone':
      return <CloneDialog subject={question.subject} />;
    case 'compose':
      return <ComposeDialog subjects={question.subjects} />;
    case 'bring-back':
      return <BringBackDialog subject={question.subject} />;
    case 'let-go':
      return <LetGoDialog subject={question.subject} />;
    case undefined:
      return null;
  }
}
