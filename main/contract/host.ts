import * as v from 'valibot';
import { unary } from './procedure';

export const hostInfo = v.object({
  version: v.string(),
  host: v.picklist(['electron', 'browser']),
  platform: v.string(),
  dataDir: v.string(),
});
export type HostInfo = v.InferOutput<typeof hostInfo>;

export const host = {
  info: unary(v.void(), hostInfo, {}),
  /** Whether this page can be seen. With no visible page the engine heartbeat slows down and nothing else runs. */
  visibility: unary(v.object({ visible: v.boolean() }), v.void(), {}),
} as const;
