import type { EditorView } from '@codemirror/view';
import { wordsOnHover } from '../hover';
import { positionAt } from './positions';
import { service } from './service';

function wordsAt(view: EditorView, at: number): string {
  const found = service.computeHover(view.state.doc.toString(), positionAt(view.state.doc, at))?.contents;
  if (found === undefined || Array.isArray(found)) return '';
  return typeof found === 'string' ? found : found.value;
}

/** What a word of a Dockerfile means. */
export const hover = wordsOnHover(wordsAt);
