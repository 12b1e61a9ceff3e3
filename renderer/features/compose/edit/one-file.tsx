import { useState } from 'react';
import { withoutControls } from '../../../lib/control-characters';
import { ErrorNotice } from '../../../ui/error-notice';
import { Skeleton } from '../../../ui/skeleton';
import classes from './editor-page.module.css';
import { Editing } from './editing';
import { FileChooser } from './file-chooser';
import { lastName } from './file-path';
import type { FileProps } from './file-props';
import { useFile } from './use-file';

/** One of the files: read, then edited. */
export function OneFile(props: FileProps) {
  const { path, files, place, go } = props;
  const { loaded, error, round, reload } = useFile(path);
  // A reload is another editor; one goes on in the line where one was.
  const [line, setLine] = useState<number | null>(null);
  if (loaded === null)
    return (
      <div className={classes.page}>
        <header className={classes.head}>
          <FileChooser {...{ path, files }} folder={place.folder} onChoose={(file) => go(file, null)} />
        </header>
        <div className={classes.skeletons} aria-busy={error === null} aria-label={withoutControls(lastName(path))}>
          {error === null ? <Skeleton width="60%" /> : <ErrorNotice error={error} onRetry={reload} />}
        </div>
      </div>
    );
  const afresh = (at: number | null): void => {
    setLine(at);
    reload();
  };
  return <Editing key={round} {...props} loaded={loaded} line={line} onReload={afresh} />;
}
