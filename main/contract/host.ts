import * as v from 'valibot';
import { stream, unary } from './procedure';

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
  /** Addresses of views that something outside of the page asks it to show: the tray, a notification, a link. Nothing else. */
  routes: stream(v.void(), v.object({ route: v.pipe(v.string(), v.maxLength(1000)) }), {}),
  /** Whether this page can be seen. With no visible page the engine heartbeat slows down and nothing else runs. */
  visibility: unary(v.object({ visible: v.boolean() }), v.void(), {}),
} as const;
