import type { TerminalTarget } from '../../contract/terminal';
import { containerPath } from '../engine/container-path';
import { EngineError, type EngineClient } from '../engine/types';
import { fateOf, type Inspected } from './container-state';
import type { Link } from './link';
import { say } from '../../../texts/say';

type AttachTarget = Extract<TerminalTarget, { kind: 'attach' }>;

/** Pressed one after the other; the page tells them. */
const DETACH_KEYS = 'ctrl-p,ctrl-q';

/** Attaches to a container's main process. Rejects with EngineError. */
export async function linkMain(client: EngineClient, target: AttachTarget, container: Inspected): Promise<Link> {
  const { Config, State } = container;
  const id = target.container;
  // The engine would wait for a start that may never come.
  if (!State.Running) throw new EngineError('refused', say('The container is not running.'), 409);
  const stream = await client.hijack({
    method: 'POST',
    path: containerPath(id, 'attach'),
    query: { stream: 1, stdin: target.stdin && Config.OpenStdin, stdout: 1, stderr: 1, detachKeys: DETACH_KEYS },
  });
  return {
    stream,
    framed: !Config.Tty,
    peek: () => undefined,
    resize: async ({ cols, rows }) => {
      if (!Config.Tty) return;
      await client.json({ method: 'POST', path: containerPath(id, 'resize'), query: { h: rows, w: cols } });
    },
    ending: async () => {
      const fate = await fateOf(client, id, State.StartedAt);
      if (fate === null) return { why: 'detached', exitCode: null, message: '' };
      return { ...fate, why: fate.why === 'stopped' ? 'exited' : fate.why, message: '' };
    },
    isAlive: async () => (await fateOf(client, id, State.StartedAt)) === null,
    // The main process is the container's own.
    hangUp: async () => void stream.destroy(),
  };
}
