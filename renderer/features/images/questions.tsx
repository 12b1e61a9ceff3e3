import { DeleteDialog } from './actions/delete-dialog';
import { ImportDialog } from './actions/import-dialog';
import { LoadDialog } from './actions/load-dialog';
import { PruneDialog } from './actions/prune-dialog';
import { TagDialog } from './actions/tag-dialog';
import { UntagDialog } from './actions/untag-dialog';
import { useQuestion } from './questions-store';

/** The dialogs of the view: at most one is open. */
export function Questions() {
  const question = useQuestion((state) => state.question);
  switch (question?.kind) {
    case undefined:
      return null;
    case 'prune':
      return <PruneDialog />;
    case 'delete':
      return <DeleteDialog rows={question.rows} />;
    case 'tag':
      return <TagDialog row={question.row} />;
    case 'untag':
      return <UntagDialog row={question.row} />;
    case 'load':
      return <LoadDialog files={question.files} />;
    case 'import':
      return <ImportDialog file={question.file} />;
  }
}
