import type { Desk } from './types';

/** Of the view that follows: more a second nobody can read. */
const STEP_MS = 100;

export interface Growth {
  /** So many rows there are now. */
  readonly to: (count: number) => void;
  /** Rows came. */
  readonly arrived: () => void;
  /** Other rows are rendered. */
  readonly look: () => void;
  /** One has moved: what was on its way to the end is not waited for any more. */
  readonly left: () => void;
  readonly stop: () => void;
}

/** Shows so many rows; those beyond what is in sight are counted as news. */
function setCount({ store }: Desk, count: number): void {
  const { frame, news, position } = store.getState();
  if (frame === null || frame.count === count) return;
  const came = position.at === 'end' ? 0 : Math.max(0, count - frame.count);
  store.setState({ frame: { ...frame, count }, news: news + came });
}

/**
 * Takes new rows over. At the end, the end moves on only when its rows are here, so that no skeletons flash by, and one
 * step at a time, so that a flood cannot starve it: the newest end is asked for when the last one asked for is shown.
 */
export function createGrowth(desk: Desk, want: (from: number, to: number) => void): Growth {
  let known = 0;
  let goal: number | null = null;
  let notBefore = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tailOf = (end: number): number => Math.max(0, end - desk.visible - 1);
  const step = (): void => {
    clearTimeout(timer);
    const { frame, position } = desk.store.getState();
    if (frame === null || goal !== null) return;
    if (position.at !== 'end' || known < frame.count) setCount(desk, known);
    else if (known > frame.count) {
      const wait = notBefore - Date.now();
      if (wait > 0) timer = setTimeout(step, wait);
      else aim(known);
    }
  };
  function aim(end: number): void {
    goal = end;
    notBefore = Date.now() + STEP_MS;
    want(tailOf(end), end);
    reach();
  }
  function reach(): void {
    if (goal === null || desk.cache.missing(tailOf(goal), goal) !== null) return;
    setCount(desk, goal);
    goal = null;
    step();
  }
  return {
    to: (count) => {
      known = count;
      step();
    },
    arrived: reach,
    look: () => {
      if (goal === null) want(desk.span.from, desk.span.to);
    },
    left: () => {
      goal = null;
    },
    stop: () => {
      clearTimeout(timer);
      goal = null;
    },
  };
}
