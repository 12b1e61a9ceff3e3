import type { IncomingMessage } from 'node:http';
import { type EngineClient, EngineError } from '../engine/types';
import { record, text } from '../engine/loose';

export interface ExecResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface ExecWish {
  readonly id: string;
  readonly command: readonly string[];
  /** As `docker exec --user`. */
  readonly user: string;
}

const TIMEOUT_MS = 10_000;
/** Of everything it prints. */
const BYTES_LIMIT = 8 * 1024 * 1024;
const HEADER = 8;
const STDERR = 2;

/** Runs a program in a running container and waits for its end. Throws EngineError. */
export async function exec(client: EngineClient, { id, command, user }: ExecWish): Promise<ExecResult> {
  const made = await client.json({
    method: 'POST',
    path: `/containers/${encodeURIComponent(id)}/exec`,
    body: { AttachStdin: false, AttachStdout: true, AttachStderr: true, Tty: false, Cmd: command, User: user },
  });
  const execId = encodeURIComponent(text(record(made).Id));
  const late = AbortSignal.timeout(TIMEOUT_MS);
  const output = await client.stream({
    method: 'POST',
    path: `/exec/${execId}/start`,
    body: { Detach: false, Tty: false },
    signal: late,
  });
  const all = await readAll(output, late);
  const { ExitCode } = record(await client.json({ method: 'GET', path: `/exec/${execId}/json` }));
  return { ...demux(all), exitCode: typeof ExitCode === 'number' ? ExitCode : null };
}

async function readAll(output: IncomingMessage, late: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of output) {
      const bytes = Buffer.from(chunk as Uint8Array);
      size += bytes.length;
      if (size > BYTES_LIMIT) throw new EngineError('malformed', 'The program inside the container printed too much.');
      chunks.push(bytes);
    }
  } catch (error) {
    if (late.aborted) throw new EngineError('timeout', 'The program inside the container did not end in time.');
    throw error;
  } finally {
    output.destroy();
  }
  return Buffer.concat(chunks);
}

/** Frames of a header (stream, three zeros, length) and so many bytes. */
export function demux(all: Buffer): Pick<ExecResult, 'stdout' | 'stderr'> {
  const parts = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  for (let at = 0; at + HEADER <= all.length;) {
    const end = at + HEADER + all.readUInt32BE(at + 4);
    parts[all[at] === STDERR ? 'stderr' : 'stdout'].push(all.subarray(at + HEADER, end));
    at = end;
  }
  return { stdout: Buffer.concat(parts.stdout).toString(), stderr: Buffer.concat(parts.stderr).toString() };
}
