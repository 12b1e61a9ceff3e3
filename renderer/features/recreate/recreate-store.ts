import { create } from 'zustand';

/** A container that something is to be made from or done with. */
export interface Subject {
  readonly id: string;
  /** Hostile. */
  readonly name: string;
}

export type Question =
  | { readonly kind: 'update' | 'commit' | 'clone' | 'bring-back' | 'let-go'; readonly subject: Subject }
  | { readonly kind: 'compose'; readonly subjects: readonly Subject[] };

/** The one dialog of this feature that is open; null: none. */
export const useRecreate = create<{ readonly question: Question | null }>(() => ({ question: null }));

export const ask = (question: Question | null): void => useRecreate.setState({ question });
