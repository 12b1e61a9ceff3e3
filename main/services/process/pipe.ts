import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { spawnFailure } from './process-error';

/**
 * A program's standard input and output as one stream; its errors are dropped. Destroying the stream ends the program, and
 * the program's end ends the stream. Throws ProcessError where it cannot be started.
 */
export async function openPipe(
  program: string,
  args: readonly string[],
  { env }: { readonly env?: Readonly<Record<string, string | undefined>> } = {},
): Promise<Duplex> {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
    ...(env !== undefined && { env }),
  });
  await once(child, 'spawn').catch((error: unknown) => {
    throw spawnFailure(program, error, true);
  });
  const stream = Duplex.from({ writable: child.stdin, readable: child.stdout });
  // Destroying it is no fault, though such a stream says so.
  stream.on('error', () => undefined);
  stream.once('close', () => child.kill('SIGKILL'));
  return stream;
}
