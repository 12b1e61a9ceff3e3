import * as v from 'valibot';
import { type EngineClient, EngineError } from '../engine/types';
import { FileFault } from '../helpers/file-fault';
import { inspect } from './inspect';

const created = v.object({ Id: v.string() });
const ended = v.object({ ExitCode: v.nullable(v.number()) });

/** What a program printed that is worth telling. */
const OUTPUT_LIMIT = 4 * 1024;
const FRAME_HEAD = 8;
/** As shells have it: found but not to be run, and not found. */
const NOT_RUN = [126, 127];

/** Without the heads that tell the output from the errors. */
function withoutFrames(output: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at + FRAME_HEAD <= output.length;) {
    const length = output.readUInt32BE(at + 4);
    parts.push(output.subarray(at + FRAME_HEAD, at + FRAME_HEAD + length));
    at += FRAME_HEAD + length;
  }
  return Buffer.concat(parts).toString('utf8').trim();
}

async function outputOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    if (size < OUTPUT_LIMIT) kept.push(chunk);
    size += chunk.length;
  }
  return withoutFrames(Buffer.concat(kept));
}

/**
 * Runs one program of the container's, as root, with these arguments: no shell, so nothing in a name means anything. Rejects with
 * EngineError, or FileFault `not-running`, `no-tool`, `tool-failed`.
 */
export async function runTool(client: EngineClient, id: string, argv: readonly string[]): Promise<void> {
  const [tool = ''] = argv;
  const { running } = await inspect(client, id);
  if (!running) throw new FileFault('not-running', '/');
  const path = `/containers/${encodeURIComponent(id)}/exec`;
  const body = { Cmd: argv, User: '0', AttachStdout: true, AttachStderr: true };
  const { Id } = v.parse(created, await client.json({ method: 'POST', path, body }));
  const output = await start(client, Id, tool);
  const { ExitCode } = v.parse(ended, await client.json({ method: 'GET', path: `/exec/${Id}/json` }));
  if (ExitCode === 0) return;
  if (NOT_RUN.includes(ExitCode ?? 0)) throw new FileFault('no-tool', '/', tool);
  throw new FileFault('tool-failed', '/', output === '' ? `exit code ${String(ExitCode)}` : output);
}

async function start(client: EngineClient, execId: string, tool: string): Promise<string> {
  try {
    const response = await client.stream({
      ...{ method: 'POST', path: `/exec/${execId}/start`, body: { Detach: false, Tty: false }, timeoutMs: null },
    });
    return await outputOf(response as AsyncIterable<Buffer>);
  } catch (error) {
    const missing = /executable file not found|no such file or directory/i;
    if (error instanceof EngineError && missing.test(error.message)) throw new FileFault('no-tool', '/', tool);
    throw error;
  }
}
