import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { t } from '../../lib/i18n';
import { load } from './actions/bulk';
import classes from './images.module.css';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** Files of saved images that are dropped here are loaded. */
export function DropZone({ children }: { readonly children: ReactNode }) {
  // Every element below sends its own enter and leave.
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const enter = (step: 1 | -1) => (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth.current += step;
    setOver(depth.current > 0);
  };
  return (
    <div
      className={classes.drop}
      onDragEnter={enter(1)}
      onDragLeave={enter(-1)}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        depth.current = 0;
        setOver(false);
        // The window has taken it: it is a compose file.
        if (event.defaultPrevented) return;
        event.preventDefault();
        void load([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && <div className={classes.dropWords}>{t('Drop saved images (.tar, .tar.gz) to load them')}</div>}
    </div>
  );
}
