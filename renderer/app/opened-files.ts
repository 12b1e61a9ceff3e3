import { navigate } from 'wouter/use-browser-location';
import type { OpenedFile } from '../../main/contract/host';
import { ask } from '../features/compose/actions/questions-store';
import { LIST_PATH as COMPOSE } from '../features/compose/routes';
import { askToLoad } from '../features/images/questions-store';
import { LIST_PATH as IMAGES } from '../features/images/routes';

/** Asks about files that were opened outside of the page, each in its view. Nothing happens to them before the answer. */
export function showOpenedFiles(files: readonly OpenedFile[]): void {
  const images = files.filter(({ kind }) => kind === 'images');
  const project = files.findLast(({ kind }) => kind === 'compose');
  if (images.length > 0) {
    navigate(IMAGES);
    askToLoad(images);
  }
  if (project !== undefined) {
    // One dialog at a time: the form is the newest wish, and images wait in their view.
    if (images.length === 0) navigate(COMPOSE);
    ask({ kind: 'add', path: project.path });
  }
}
