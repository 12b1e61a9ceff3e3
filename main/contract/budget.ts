import * as v from 'valibot';
import { stream } from './procedure';

/** One of Slipway's own processes. */
export const processUse = v.object({
  /** `main`: what works; `page`: a window's; `other`: of the window system, such as what paints. */
  kind: v.picklist(['main', 'page', 'other']),
  /** Of one core since the look before, 1 for all of it; null: this is the first look. */
  cpuShare: v.nullable(v.number()),
  memoryBytes: v.number(),
  /** `pss`: what is shared with other processes is counted by its share; `rss`: whole. */
  measure: v.picklist(['pss', 'rss']),
});
export type ProcessUse = v.InferOutput<typeof processUse>;

export const budgetUse = v.object({
  processes: v.array(processUse),
  /** Of the main process, while no page could be seen the last time; null: it was not so for long enough. */
  hidden: v.nullable(v.object({ cpuShare: v.number(), seconds: v.number() })),
});
export type BudgetUse = v.InferOutput<typeof budgetUse>;

export const budget = {
  /** What Slipway itself uses, measured every few seconds as long as this is read; nothing is measured otherwise. */
  watch: stream(v.void(), budgetUse, {}),
} as const;
