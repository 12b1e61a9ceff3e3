import { create } from 'zustand';
import type { NetworkRow } from '../../../main/contract/networks';

/** What the user is asked; at most one dialog is open. */
export type Question =
  | { readonly kind: 'create' | 'prune' }
  | { readonly kind: 'connect'; readonly network: NetworkRow }
  | { readonly kind: 'delete'; readonly rows: readonly NetworkRow[] };

export const useQuestion = create<{ readonly question: Question | null }>(() => ({ question: null }));

export const ask = (question: Question | null): void => useQuestion.setState({ question });
export const closeQuestion = (): void => ask(null);
