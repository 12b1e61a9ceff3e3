/** A line as a program wrote it, hostile; or how many are not here. */
export type OutputEntry = string | number;

export type Output = readonly OutputEntry[];

export const NO_OUTPUT: Output = [];

/** The last ones stay. Main keeps fewer. */
export const MOST_ENTRIES = 20_000;

const countOf = (entry: OutputEntry): number => (typeof entry === 'number' ? entry : 1);

/** What is there after these came; `dropped`: of those before them, so many were not kept. */
export function withLines(output: Output, lines: readonly string[], dropped: number): Output {
  const all: Output = [...output, ...(dropped > 0 ? [dropped] : []), ...lines];
  if (all.length <= MOST_ENTRIES) return all;
  const cut = all.length - MOST_ENTRIES + 1;
  const lost = all.slice(0, cut).reduce<number>((sum, entry) => sum + countOf(entry), 0);
  return [lost, ...all.slice(cut)];
}
