// The thread that searches logs: an expression that never ends must not hold up the app.
import fs from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { decodeChunk } from '../store/chunk';
import type { ScanAnswer, ScanPart, ScanRequest } from './messages';
import { createChunkScan } from './scan-chunk';

function bytesOf(part: ScanPart): Uint8Array {
  if (part instanceof Uint8Array) return part;
  const bytes = new Uint8Array(part.size);
  fs.readSync(part.fd, bytes, 0, part.size, part.position);
  return bytes;
}

function answerTo({ id, query, parts }: ScanRequest): ScanAnswer {
  try {
    const scan = createChunkScan(query);
    return { id, found: parts.map((part) => scan(decodeChunk(bytesOf(part)))), error: null };
  } catch (error) {
    return { id, found: [], error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (request: ScanRequest) => {
  const answer = answerTo(request);
  const owned = answer.found.flatMap(({ hits, levels, seconds }) => [hits.buffer, levels.buffer, seconds.buffer]);
  parentPort?.postMessage(answer, owned);
});
