import { CloneDialog } from './actions/clone-dialog';
import { DeleteDialog } from './actions/delete-dialog';
import { EmptyDialog } from './actions/empty-dialog';
import { ExportDialog } from './actions/export-dialog';
import { ImportDialog } from './actions/import-dialog';
import { PruneDialog } from './actions/prune-dialog';
import { CreateDialog } from './create/create-dialog';
import { useQuestion } from './questions-store';

/** The dialogs of the view: at most one is open. */
export function Questions() {
  const question = useQuestion((state) => state.question);
  switch (question?.kind) {
    case undefined:
      return null;
    case 'create':
      return <CreateDialog />;
    case 'prune':
      return <PruneDialog />;
    case 'delete':
      return <DeleteDialog rows={question.rows} />;
    case 'clone':
      return <CloneDialog row={question.row} />;
    case 'empty':
      return <EmptyDialog row={question.row} />;
    case 'export':
      return <ExportDialog row={question.row} />;
    case 'import':
      return <ImportDialog row={question.row} />;
  }
}
