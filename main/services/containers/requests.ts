import type { ContainerJob } from '../../contract/containers';
import { containerPath } from '../engine/container-path';
import type { EngineRequest } from '../engine/types';

/** Beyond the grace the engine gives the process. */
const AFTER_GRACE_MS = 30_000;
/** Removing big layers and setting up many networks take their time. */
const SLOW_MS = 120_000;

/** One container's request of a job. Without a grace of ours the container's own holds, which is not known: no limit. */
export function requestOf(job: ContainerJob, id: string): EngineRequest {
  switch (job.action) {
    case 'stop':
    case 'restart': {
      const grace = job.timeoutSeconds;
      const timeoutMs = grace === undefined ? null : grace * 1000 + AFTER_GRACE_MS;
      return { method: 'POST', path: containerPath(id, job.action), query: { t: grace }, timeoutMs };
    }
    case 'kill':
      return { method: 'POST', path: containerPath(id, 'kill'), query: { signal: job.signal ?? 'SIGKILL' } };
    case 'remove': {
      // What is kept has its volumes with it.
      const query = { force: job.force === true, v: job.volumes === true && job.keep !== true };
      return { method: 'DELETE', path: containerPath(id), query, timeoutMs: SLOW_MS };
    }
    case 'start':
      return { method: 'POST', path: containerPath(id, 'start'), timeoutMs: SLOW_MS };
    case 'pause':
    case 'unpause':
      return { method: 'POST', path: containerPath(id, job.action) };
  }
}

export const renameRequest = (id: string, name: string): EngineRequest => ({
  method: 'POST',
  path: containerPath(id, 'rename'),
  query: { name },
});
