import * as v from 'valibot';
import { unary } from '../../contract/procedure';

/** What the `slipway` command can ask beside all that a page can. */
export const control = {
  status: unary(
    v.void(),
    v.object({
      version: v.string(),
      host: v.picklist(['electron', 'browser']),
      pid: v.number(),
      /** ms since the epoch. */
      startedAt: v.number(),
    }),
    {},
  ),
  /**
   * Shows Slipway, and the view that a `slipway://` link names, or the question about a file, by its absolute path (null: neither). `url`:
   * where the page is, with a fresh code, where it is shown in a browser. `refused`: no such view, and no such file, may be asked for.
   */
  open: unary(
    v.object({ target: v.nullable(v.pipe(v.string(), v.maxLength(4096))) }),
    v.object({ outcome: v.picklist(['shown', 'invited', 'refused']), url: v.nullable(v.string()) }),
    {},
  ),
  /** Ends Slipway as its user would; answers before it does. */
  quit: unary(v.void(), v.void(), {}),
} as const;
