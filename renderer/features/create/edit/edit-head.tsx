import { EngineText } from '../../../ui/engine-text';
import classes from '../create.module.css';
import type { Draft } from '../drafts';

/** Whose form it is, and what else may undo the edit. */
export function EditHead({ draft: { edited } }: { readonly draft: Draft }) {
  if (edited === null) return null;
  return (
    <header className={classes.head}>
      <h1 tabIndex={-1} className={classes.title}>
        Edit <EngineText value={edited.name} />
      </h1>
      {edited.project !== null && (
        <p className={classes.headNote}>
          Of the project <EngineText value={edited.project} />: its next “compose up” undoes the edit.
        </p>
      )}
    </header>
  );
}
