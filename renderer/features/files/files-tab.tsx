import { useState } from 'react';
import { t } from '../../lib/i18n';
import { ChangesView } from './changes/changes-view';
import classes from './files.module.css';
import { FilesView } from './files-view';

const VIEWS = [
  ['tree', t('Tree')],
  ['changed', t('Changed since the image')],
] as const;

type View = (typeof VIEWS)[number][0];

/** The files of a container: all of them, or those that differ from its image. */
export function FilesTab({ id }: { readonly id: string }) {
  const [view, setView] = useState<View>('tree');
  return (
    <div className={classes.tab}>
      <div className={classes.views} role="group" aria-label={t('Files shown')}>
        {VIEWS.map(([name, title]) => (
          <button
            key={name}
            type="button"
            aria-pressed={view === name}
            className={classes.viewButton}
            onClick={() => setView(name)}
          >
            {title}
          </button>
        ))}
      </div>
      {/* The tree stays as it is while the changes are looked at: what is open, and an edit that is not saved. */}
      <div className={classes.pane} hidden={view !== 'tree'}>
        <FilesView key={id} source={{ kind: 'container', id }} />
      </div>
      {view === 'changed' && (
        <div className={classes.pane}>
          <ChangesView key={id} id={id} />
        </div>
      )}
    </div>
  );
}
