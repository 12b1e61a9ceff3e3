import { create } from 'zustand';
import type { VolumeRow } from '../../../main/contract/volumes';

/** What the user is asked; at most one dialog is open. */
export type Question =
  | { readonly kind: 'create' | 'prune' }
  | { readonly kind: 'delete'; readonly rows: readonly VolumeRow[] }
  | { readonly kind: 'clone' | 'empty' | 'export'; readonly row: VolumeRow }
  /** null: into a new one. */
  | { readonly kind: 'import'; readonly row: VolumeRow | null };

export const useQuestion = create<{ readonly question: Question | null }>(() => ({ question: null }));

export const ask = (question: Question | null): void => useQuestion.setState({ question });
export const closeQuestion = (): void => ask(null);
