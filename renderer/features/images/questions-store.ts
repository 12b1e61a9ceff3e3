import { create } from 'zustand';
import type { ImageRow } from '../../../main/contract/images';

/** What the user is asked; at most one dialog is open. */
export type Question =
  | { readonly kind: 'prune' }
  | { readonly kind: 'delete'; readonly rows: readonly ImageRow[] }
  | { readonly kind: 'tag' | 'untag'; readonly row: ImageRow }
  /** null: it is chosen there. */
  | { readonly kind: 'import'; readonly file: File | null };

export const useQuestion = create<{ readonly question: Question | null }>(() => ({ question: null }));

export const ask = (question: Question | null): void => useQuestion.setState({ question });
export const closeQuestion = (): void => ask(null);
