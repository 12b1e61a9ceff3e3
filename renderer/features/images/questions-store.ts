import { create } from 'zustand';
import type { OpenedFile } from '../../../main/contract/host';
import type { ImageRow } from '../../../main/contract/images';

/** What the user is asked; at most one dialog is open. */
export type Question =
  | { readonly kind: 'prune' }
  | { readonly kind: 'delete'; readonly rows: readonly ImageRow[] }
  | { readonly kind: 'tag' | 'untag'; readonly row: ImageRow }
  /** Opened outside of the page. */
  | { readonly kind: 'load'; readonly files: readonly OpenedFile[] }
  /** null: it is chosen there. */
  | { readonly kind: 'import'; readonly file: File | null };

export const useQuestion = create<{ readonly question: Question | null }>(() => ({ question: null }));

export const ask = (question: Question | null): void => useQuestion.setState({ question });
export const closeQuestion = (): void => ask(null);

/** Those that are asked about stay: a file manager opens several one by one. */
export function askToLoad(files: readonly OpenedFile[]): void {
  const { question } = useQuestion.getState();
  const before = question?.kind === 'load' ? question.files : [];
  const again = new Set(files.map(({ path }) => path));
  ask({ kind: 'load', files: [...before.filter(({ path }) => !again.has(path)), ...files] });
}
