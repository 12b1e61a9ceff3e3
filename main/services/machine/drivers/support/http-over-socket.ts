import http, { type IncomingMessage } from 'node:http';
import { DriverError } from '../../driver';
import { say } from '../../../../../texts/say';

/** Answers are a few lines; more is not one of ours. */
const MAX_BODY_BYTES = 1024 * 1024;

export interface SocketRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface SocketAnswer {
  readonly status: number;
  readonly text: string;
}

/** Who is asked: the name is for the user's eyes. */
export interface SocketServer {
  readonly name: string;
  readonly socketPath: string;
  readonly timeoutMs: number;
}

/**
 * One HTTP exchange over a unix socket. Throws DriverError: `not-running` when nobody listens, `timeout` when no whole
 * answer comes in time, `failed` when it breaks off or is too long. Any status is an answer.
 */
export async function askOverSocket(
  server: SocketServer,
  { method, path, body }: SocketRequest,
): Promise<SocketAnswer> {
  const deadline = AbortSignal.timeout(server.timeoutMs);
  const content = body === undefined ? undefined : JSON.stringify(body);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = content === undefined ? {} : { 'content-type': 'application/json' };
      // A socket each: both servers close idle ones after a while, and that must not meet a request on its way.
      const request = http.request({
        ...server,
        host: 'localhost',
        method,
        path,
        headers,
        agent: false,
        signal: deadline,
      });
      request.once('response', resolve).once('error', reject).end(content);
    });
    return { status: response.statusCode ?? 0, text: await textOf(response) };
  } catch (error) {
    throw asDriverError(error, server, deadline.aborted);
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function asDriverError(error: unknown, { name, timeoutMs }: SocketServer, late: boolean): DriverError {
  const detail = error instanceof Error ? error.message : String(error);
  if (late)
    return new DriverError(
      'timeout',
      say('{name} did not answer in {timeoutMs} s.', { name, timeoutMs: timeoutMs / 1000 }),
      null,
      detail,
    );
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ECONNREFUSED') {
    return new DriverError('not-running', say('{name} is not running.', { name }), null, detail);
  }
  return new DriverError('failed', say('{name} broke off its answer.', { name }), null, detail);
}
