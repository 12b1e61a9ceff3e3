import { useUi } from '../ui-store';
import { useReturnedFocus } from '../use-returned-focus';
import { DeleteDialog } from './delete-dialog';
import { RenameDialog } from './rename-dialog';

/** The question that stands between a wish and its deed. */
export function Questions() {
  const question = useUi((state) => state.question);
  useReturnedFocus(question !== null);
  switch (question?.kind) {
    case 'remove':
      return <DeleteDialog ids={question.ids} />;
    case 'rename':
      return <RenameDialog key={question.id} id={question.id} />;
    case undefined:
      return null;
  }
}
