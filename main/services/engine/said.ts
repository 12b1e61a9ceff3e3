import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import { type Loose, record, text } from './loose';
import { createLineReader } from './ndjson';

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/**
 * Reads the messages of a long work to their end. An engine says 200 first, and what went wrong later: resolves with its words for
 * that, '' where nothing did. Rejects where the answer breaks off.
 */
export async function readSaid(answer: IncomingMessage, onSaid: (said: Loose) => void): Promise<string> {
  let failure = '';
  const lines = createLineReader(
    (line) => {
      const said = record(parsed(line));
      failure = text(record(said.errorDetail).message) || text(said.error) || failure;
      onSaid(said);
    },
    () => undefined,
  );
  answer.on('data', (chunk: Buffer) => lines.push(chunk));
  await finished(answer);
  // A message without its line end is the last one.
  lines.push(Buffer.from('\n'));
  return failure;
}
