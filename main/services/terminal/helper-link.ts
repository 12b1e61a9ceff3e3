import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { containerPath } from '../engine/container-path';
import { EngineError, type EngineClient } from '../engine/types';
import { inspectContainer } from './container-state';
import type { Helper } from './helpers';
import type { Link } from './link';
import { say } from '../../../texts/say';

const created = v.object({ Id: v.pipe(v.string(), v.nonEmpty()) });
const exited = v.object({ StatusCode: v.number() });

const ANSWER_LIMIT = 64 * 1024;
const REMOVE_MS = 5_000;

/** Starts a helper container with a terminal of its own. It is removed when it ends. Rejects with EngineError. */
export async function linkHelper(client: EngineClient, helper: Helper): Promise<Link> {
  const body = {
    ...{
      Image: helper.image,
      Entrypoint: helper.command,
      Cmd: [],
      Labels: helper.labels,
      Env: ['TERM=xterm-256color'],
    },
    ...{ Tty: true, OpenStdin: true, StdinOnce: true, AttachStdin: true, AttachStdout: true, AttachStderr: true },
    HostConfig: { ...helper.hostConfig, AutoRemove: true, LogConfig: { Type: 'none' } },
  };
  const query = { name: helper.name };
  const answer = v.safeParse(created, await client.json({ method: 'POST', path: '/containers/create', query, body }));
  if (!answer.success) throw new EngineError('malformed', say('The engine did not say which container it made.'));
  const id = answer.output.Id;
  const remove = async (): Promise<void> => {
    const request = {
      method: 'DELETE',
      path: `/containers/${id}`,
      query: { force: true, v: true },
      timeoutMs: REMOVE_MS,
    } as const;
    await client.json(request).catch(() => undefined);
  };
  try {
    return await start(client, id, remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

async function start(client: EngineClient, id: string, remove: () => Promise<void>): Promise<Link> {
  const query = { stream: 1, stdin: 1, stdout: 1, stderr: 1 };
  const stream = await client.hijack({ method: 'POST', path: containerPath(id, 'attach'), query });
  // Asked before the start: afterwards the container may be removed already.
  const wait = client
    .stream({ method: 'POST', path: containerPath(id, 'wait'), query: { condition: 'next-exit' }, timeoutMs: null })
    .then(exitCodeIn, () => null);
  await client.json({ method: 'POST', path: containerPath(id, 'start') }).catch((error: unknown) => {
    stream.destroy();
    throw error;
  });
  const runs = async (): Promise<boolean> =>
    inspectContainer(client, id).then(
      ({ State }) => State.Running,
      () => false,
    );
  return {
    stream,
    framed: false,
    peek: () => undefined,
    resize: async ({ cols, rows }) => {
      await client.json({ method: 'POST', path: containerPath(id, 'resize'), query: { h: rows, w: cols } });
    },
    ending: async () => {
      if (await runs()) {
        // The stream broke, and nobody can get at its shell again.
        await remove();
        return { why: 'lost', exitCode: null, message: '' };
      }
      const exitCode = await wait;
      await remove();
      return { why: 'exited', exitCode, message: '' };
    },
    isAlive: runs,
    hangUp: async () => {
      stream.destroy();
      await remove();
    },
  };
}

/** Null where the engine does not say. Never rejects. */
async function exitCodeIn(response: IncomingMessage): Promise<number | null> {
  try {
    let text = '';
    for await (const chunk of response) {
      text += String(chunk);
      if (text.length > ANSWER_LIMIT) return null;
    }
    const parsed = v.safeParse(exited, JSON.parse(text));
    return parsed.success ? parsed.output.StatusCode : null;
  } catch {
    return null;
  }
}
