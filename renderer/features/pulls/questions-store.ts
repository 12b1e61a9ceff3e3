import { create } from 'zustand';

/** What the user is asked; at most one dialog is open. */
export type PullQuestion =
  | { readonly kind: 'pull'; readonly references: readonly string[] }
  /** `image`: a tag or an id of the engine's; '': to be chosen. */
  | { readonly kind: 'push'; readonly image: string }
  | { readonly kind: 'checks' };

export const usePullQuestion = create<{ readonly question: PullQuestion | null }>(() => ({ question: null }));

/** Opens a dialog, from wherever in the app. */
export const askPull = (question: PullQuestion): void => usePullQuestion.setState({ question });

export const closePullQuestion = (): void => usePullQuestion.setState({ question: null });
