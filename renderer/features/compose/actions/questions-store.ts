import { create } from 'zustand';
import type { PickableContainer } from '../compose-parts';

/** A compose file that was dropped onto the window, whose place a page is not told. */
export interface DroppedText {
  readonly name: string;
  /** Hostile. */
  readonly text: string;
}

export type Question =
  /** `services`: those chosen at first; none: all. */
  | { readonly kind: 'up' | 'build'; readonly key: string; readonly services: readonly string[] }
  | { readonly kind: 'down' | 'settings' | 'forget' | 'orphans'; readonly key: string }
  | { readonly kind: 'scale' | 'run'; readonly key: string; readonly service: string }
  | { readonly kind: 'add'; readonly path: string }
  | { readonly kind: 'template' }
  | { readonly kind: 'save-dropped'; readonly dropped: DroppedText }
  | { readonly kind: 'from-containers'; readonly containers: readonly PickableContainer[] };

/** The one dialog of this feature that is open; null: none. */
export const useQuestion = create<{ readonly question: Question | null }>(() => ({ question: null }));

export const ask = (question: Question): void => useQuestion.setState({ question });
export const closeQuestion = (): void => useQuestion.setState({ question: null });
