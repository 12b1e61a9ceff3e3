import * as v from 'valibot';
import { stream, unary } from './procedure';
import { rowChange } from './rows';

/** The rules by which somebody is told; their loudness is in the settings, by the same names. */
export const noticeKind = v.picklist(['died', 'unhealthy', 'outOfMemory', 'pattern', 'lowDisk', 'longTask']);
export type NoticeKind = v.InferOutput<typeof noticeKind>;

/** One piece of news. What repeats itself is one, counted. */
export const notice = v.object({
  id: v.string(),
  kind: noticeKind,
  /** Both in the user's language; names and lines in them are hostile and cut. `body`: possibly empty. */
  title: v.string(),
  body: v.string(),
  /** Of `longTask`: it ended well. */
  good: v.boolean(),
  /** The page says it by itself where it is about. */
  pageTells: v.boolean(),
  /** The address of the view that shows it; null: there is none. */
  route: v.nullable(v.string()),
  /** When it was news first and last, ms since the epoch by this machine's clock. */
  firstAt: v.number(),
  at: v.number(),
  count: v.number(),
  read: v.boolean(),
  /** How it was told last. `none`: only this list has it, as nobody was to be disturbed. */
  told: v.picklist(['none', 'app', 'system']),
  /** Rises each time that it is told. */
  telling: v.number(),
});
export type Notice = v.InferOutput<typeof notice>;

export const notifications = {
  /** The last 200. Only what comes after the first `synced` is news. */
  watch: stream(v.void(), rowChange(notice), {}),
  /** Without `id` all. */
  markRead: unary(v.object({ id: v.nullable(v.string()) }), v.void(), {}),
  /** Out of the list; without `id` all. */
  clear: unary(v.object({ id: v.nullable(v.string()) }), v.void(), {}),
} as const;
