import { create } from 'zustand';
import { anchorOf, STEPS, type TourStep } from './steps';

interface TourState {
  /** Which step is shown; null: the tour is not under way. */
  readonly at: number | null;
  /** Where it was left it goes on. */
  readonly left: number;
  /** Those whose parts are in sight: the sidebar's may be hidden. */
  readonly steps: readonly TourStep[];
}

export const useTour = create<TourState>(() => ({ at: null, left: 0, steps: [] }));

export const startTour = (): void =>
  useTour.setState(({ left }) => ({ at: left, steps: STEPS.filter((step) => anchorOf(step) !== null) }));

export const goTo = (at: number): void => useTour.setState({ at });

/** `done`: to the end; else it goes on here the next time. */
export const leaveTour = (done: boolean): void =>
  useTour.setState(({ at, left }) => ({ at: null, left: done ? 0 : (at ?? left) }));
