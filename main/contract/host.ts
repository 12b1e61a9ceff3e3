import * as v from 'valibot';
import { unary } from './procedure';

export const hostInfo = v.object({
  version: v.string(),
  host: v.picklist(['electron', 'browser']),
  platform: v.string(),
  dataDir: v.string(),
  /** Whether it can ask for a folder with a dialog of the system's. */
  picksFolders: v.boolean(),
});
export type HostInfo = v.InferOutput<typeof hostInfo>;

export const host = {
  info: unary(v.void(), hostInfo, {}),
  /** Asks with the system's own dialog, where there is one; null: the user chose none, or there is no such dialog. `from`: where it opens. */
  pickFolder: unary(v.object({ from: v.string() }), v.object({ folder: v.nullable(v.string()) }), {}),
  /** Whether this page can be seen. With no visible page the engine heartbeat slows down and nothing else runs. */
  visibility: unary(v.object({ visible: v.boolean() }), v.void(), {}),
} as const;
