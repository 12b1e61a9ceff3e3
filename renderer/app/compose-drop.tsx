import { useEffect, useState } from 'react';
import { ask } from '../features/compose/actions/questions-store';
import { t } from '../lib/i18n';
import { showToast } from '../ui/toast-store';
import classes from './compose-drop.module.css';

const IS_COMPOSE = /compose[^/\\]*\.ya?ml$/i;
/** What is put on an element that takes files of any kind. */
const TAKES_ALL = '[data-takes-files]';
/** A compose file is no larger. */
const MOST_BYTES = 1 << 20;

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true;
const within = ({ target }: DragEvent, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

const isFolder = (transfer: DataTransfer): boolean => transfer.items[0]?.webkitGetAsEntry()?.isDirectory === true;

/** The one file or folder that a project can be made of; null: what is dropped is something else. */
function composeOf({ dataTransfer }: DragEvent, folders: boolean): File | null {
  const [file, ...others] = [...(dataTransfer?.files ?? [])];
  if (file === undefined || others.length > 0 || dataTransfer === null) return null;
  return IS_COMPOSE.test(file.name) || (folders && isFolder(dataTransfer)) ? file : null;
}

async function add(file: File): Promise<void> {
  const path = window.slipway?.pathOf(file) ?? '';
  if (path !== '') {
    ask({ kind: 'add', path });
    return;
  }
  if (!IS_COMPOSE.test(file.name)) {
    showToast('warn', t('A browser does not say where a dropped folder lies: add it by its path.'));
    ask({ kind: 'add', path: '' });
    return;
  }
  if (file.size > MOST_BYTES) {
    showToast('bad', t('This file is too large for a compose file.'));
    return;
  }
  ask({ kind: 'save-dropped', dropped: { name: file.name, text: await file.text() } });
}

/** A compose file or its folder may be dropped anywhere, but where files of any kind are taken. */
export function ComposeDrop() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Before the view: a compose file is no saved image.
    const first = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      setOver(false);
      if (within(event, TAKES_ALL)) return;
      const file = composeOf(event, false);
      if (file === null) return;
      event.preventDefault();
      void add(file);
    };
    // After the view: nobody has taken it. Left alone, the window would go to the file.
    const last = (event: DragEvent): void => {
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      const file = composeOf(event, true);
      if (file === null) showToast('warn', t('A compose file or its folder can be dropped here, one at a time.'));
      else void add(file);
    };
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      // What the view takes it says itself.
      setOver(!event.defaultPrevented);
      event.preventDefault();
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('drop', first, { capture: true, signal });
    window.addEventListener('drop', last, { signal });
    window.addEventListener('dragover', onOver, { signal });
    window.addEventListener('dragleave', onLeave, { signal });
    return () => controller.abort();
  }, []);
  return over && <div className={classes.words}>{t('Drop a compose file or its folder to add the project')}</div>;
}
