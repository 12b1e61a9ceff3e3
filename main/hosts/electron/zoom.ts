/** Per cent, as browsers step. */
const STEPS = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const;
const USUAL = 100;

export type ZoomStep = 'in' | 'out' | 'reset';

/** The next step from anywhere. */
export function zoomed(percent: number, step: ZoomStep): number {
  if (step === 'reset') return USUAL;
  const next = step === 'in' ? STEPS.find((each) => each > percent) : STEPS.findLast((each) => each < percent);
  return next ?? percent;
}
