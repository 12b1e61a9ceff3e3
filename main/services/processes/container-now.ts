import type { EngineClient } from '../engine/types';
import { cut, record, text } from '../engine/loose';

/** What a list of processes needs to know of its container. */
export interface ContainerNow {
  readonly name: string;
  readonly state: string;
  readonly running: boolean;
  readonly paused: boolean;
  /** Of the main process, as the engine's machine counts. */
  readonly pid: string;
  readonly startedAt: string;
  /** Its processes have numbers of their own, and only its own are to be seen inside. */
  readonly ownPids: boolean;
}

const NAME_LIMIT = 300;

/** Throws EngineError. */
export async function containerNow(client: EngineClient, id: string, signal?: AbortSignal): Promise<ContainerNow> {
  const path = `/containers/${encodeURIComponent(id)}/json`;
  const said = record(await client.json({ method: 'GET', path, ...(signal && { signal }) }));
  const state = record(said.State);
  const pidMode = text(record(said.HostConfig).PidMode);
  return {
    name: cut(text(said.Name).replace(/^\//, ''), NAME_LIMIT),
    state: cut(text(state.Status), NAME_LIMIT) || (state.Running === true ? 'running' : 'exited'),
    running: state.Running === true && state.Restarting !== true,
    paused: state.Paused === true,
    pid: typeof state.Pid === 'number' ? String(state.Pid) : '',
    startedAt: cut(text(state.StartedAt), NAME_LIMIT),
    ownPids: pidMode === '' || pidMode === 'private',
  };
}
