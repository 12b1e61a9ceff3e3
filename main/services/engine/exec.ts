import { containerPath } from './container-path';
import { type Printed, readFrames } from './frames';
import { record, text } from './loose';
import type { EngineClient } from './types';

export interface ExecResult extends Printed {
  readonly exitCode: number | null;
}

interface ExecWish {
  readonly id: string;
  readonly command: readonly string[];
  /** As `docker exec --user`. */
  readonly user: string;
}

const TIMEOUT_MS = 10_000;

/** Runs a program in a running container and waits for its end. Throws EngineError. */
export async function exec(client: EngineClient, wish: ExecWish): Promise<ExecResult> {
  const path = await makeExec(client, wish);
  const printed = await startExec(client, path, AbortSignal.timeout(TIMEOUT_MS));
  const { ExitCode } = record(await client.json({ method: 'GET', path: `${path}/json` }));
  return { ...printed, exitCode: typeof ExitCode === 'number' ? ExitCode : null };
}

/** The same until `signal`, for what it prints alone: that stands even when the container has ended meanwhile. */
export const execPrinted = async (client: EngineClient, wish: ExecWish, signal: AbortSignal): Promise<Printed> =>
  startExec(client, await makeExec(client, wish, signal), signal);

/** Resolves with its path. */
async function makeExec(client: EngineClient, { id, command, user }: ExecWish, signal?: AbortSignal): Promise<string> {
  const made = await client.json({
    ...{ method: 'POST', path: containerPath(id, 'exec'), ...(signal !== undefined && { signal }) },
    body: { AttachStdin: false, AttachStdout: true, AttachStderr: true, Tty: false, Cmd: command, User: user },
  });
  return `/exec/${encodeURIComponent(text(record(made).Id))}`;
}

async function startExec(client: EngineClient, path: string, signal: AbortSignal): Promise<Printed> {
  const body = { Detach: false, Tty: false };
  return readFrames(await client.stream({ method: 'POST', path: `${path}/start`, body, signal }), signal);
}
