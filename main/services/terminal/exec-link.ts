import * as v from 'valibot';
import type { TerminalTarget } from '../../contract/terminal';
import { containerPath } from '../engine/container-path';
import { pause } from '../engine/pause';
import { EngineError, type EngineClient } from '../engine/types';
import { fateOf, inspectContainer, isNotFound } from './container-state';
import { canTell, createPidReader, hangUpCommand, tellingCommand } from './exec-pid';
import type { Ending, Link } from './link';
import { say } from '../../../texts/say';

type ShellTarget = Extract<TerminalTarget, { kind: 'shell' }>;

const created = v.object({ Id: v.pipe(v.string(), v.nonEmpty()) });
const execState = v.object({ Running: v.boolean(), ExitCode: v.nullable(v.number()) });

/** What programs may expect of the page's terminal; the user's own variables come after and win. */
const ENVIRONMENT = ['TERM=xterm-256color', 'COLORTERM=truecolor'];
/** In a shell of one's own there is nothing to detach from, and the engine holds back the first key of these: a rare one. */
const NEVER_DETACH = Array.from({ length: 16 }, () => 'ctrl-^').join(',');
/** The stream ends a moment before the engine knows the exit code. */
const CODE_TRIES = 20;
const CODE_PAUSE_MS = 50;
const HANG_UP_MS = 10_000;
/** On a busy machine a signal is late, or the program that sends it did not start; how long after each it is looked at again. */
const HANG_UP_AGAIN_MS = [50, 500, 2000] as const;
/** On a busy machine a shell that was closed at once may not have begun yet: not waited for, it would stay. */
const TELL_MS = 10_000;

const FOREVER = new AbortController().signal;

async function createExec(client: EngineClient, container: string, body: object, timeoutMs?: number): Promise<string> {
  const path = containerPath(container, 'exec');
  const answer = await client.json({ method: 'POST', path, body, ...(timeoutMs !== undefined && { timeoutMs }) });
  const parsed = v.safeParse(created, answer);
  if (!parsed.success) throw new EngineError('malformed', say('The engine did not say which process it made.'));
  return parsed.output.Id;
}

const execPath = (id: string, verb: string): string => `/exec/${encodeURIComponent(id)}/${verb}`;

async function stateOf(client: EngineClient, id: string): Promise<v.InferOutput<typeof execState>> {
  const parsed = v.safeParse(execState, await client.json({ method: 'GET', path: execPath(id, 'json') }));
  if (!parsed.success) throw new EngineError('malformed', say('What the engine says of the process cannot be read.'));
  return parsed.output;
}

/** Starts a shell in a running container. Rejects with EngineError. */
export async function linkShell(client: EngineClient, target: ShellTarget): Promise<Link> {
  const { container, shell } = target;
  const { State } = await inspectContainer(client, container);
  const id = await createExec(client, container, {
    ...{ AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: true, DetachKeys: NEVER_DETACH },
    Cmd: tellingCommand(shell),
    Env: [...ENVIRONMENT, ...target.env],
    ...(target.user !== '' && { User: target.user }),
    ...(target.workingDir !== '' && { WorkingDir: target.workingDir }),
  });
  const body = { Detach: false, Tty: true };
  const stream = await client.hijack({ method: 'POST', path: execPath(id, 'start'), body });
  const teller = createPidReader(canTell(shell));
  return {
    stream,
    framed: false,
    peek: (bytes) => teller.push(bytes),
    resize: async ({ cols, rows }) => {
      await client.json({ method: 'POST', path: execPath(id, 'resize'), query: { h: rows, w: cols } });
    },
    ending: async () => {
      const ended = await endingOf(client, id);
      const fate = await fateOf(client, container, State.StartedAt);
      return fate === null ? ended : { ...fate, message: '' };
    },
    isAlive: async () => (await stateOf(client, id)).Running,
    hangUp: async () => {
      // It may just have been started, and nobody have listened to it yet.
      if (stream.listenerCount('data') === 0) stream.on('data', (bytes: Uint8Array) => teller.push(bytes));
      stream.resume();
      const pid = await teller.told(stream.destroyed ? 0 : TELL_MS);
      stream.destroy();
      if (pid === null) return;
      const isRunning = async (): Promise<boolean> => (await stateOf(client, id).catch(() => null))?.Running === true;
      for (const patienceMs of HANG_UP_AGAIN_MS) {
        if (!(await isRunning())) return;
        await hangUp(client, target, pid).catch(() => undefined);
        await pause(patienceMs, FOREVER);
      }
    },
  };
}

async function endingOf(client: EngineClient, id: string): Promise<Ending> {
  try {
    for (let tries = 1; ; tries += 1) {
      const { Running, ExitCode } = await stateOf(client, id);
      if (!Running) return { why: 'exited', exitCode: ExitCode, message: '' };
      if (tries === CODE_TRIES) return { why: 'lost', exitCode: null, message: '' };
      await pause(CODE_PAUSE_MS, FOREVER);
    }
  } catch (error) {
    const message = error instanceof EngineError && !isNotFound(error) ? error.message : '';
    return { why: 'lost', exitCode: null, message };
  }
}

/** As whoever it runs as, and nothing of it is shown. */
async function hangUp(client: EngineClient, { container, shell, user }: ShellTarget, pid: number): Promise<void> {
  const body = { Cmd: hangUpCommand(shell, pid), ...(user !== '' && { User: user }) };
  const id = await createExec(client, container, body, HANG_UP_MS);
  const path = execPath(id, 'start');
  await client.text({ method: 'POST', path, body: { Detach: true }, timeoutMs: HANG_UP_MS });
}
