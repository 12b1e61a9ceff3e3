import { Trans } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import classes from '../create.module.css';
import type { Draft } from '../drafts';

/** Whose form it is, and what else may undo the edit. */
export function EditHead({ draft: { edited } }: { readonly draft: Draft }) {
  if (edited === null) return null;
  return (
    <header className={classes.head}>
      <h1 tabIndex={-1} className={classes.title}>
        <Trans text="Edit {name}" values={{ name: <EngineText value={edited.name} /> }} />
      </h1>
      {edited.project !== null && (
        <p className={classes.headNote}>
          <Trans
            text="Of the project {project}: its next “compose up” undoes the edit."
            values={{ project: <EngineText value={edited.project} /> }}
          />
        </p>
      )}
    </header>
  );
}
