import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';

/** A made-up image: its parts are noise of the right shape. */
export interface MadeImage {
  readonly folder: string;
  /** Of its `image.json`. */
  readonly sha256: string;
  readonly bytes: Readonly<Record<string, Buffer>>;
}

const PARTS = {
  kernel: ['vmlinuz', 400_000],
  initramfs: ['initramfs.cpio.gz', 60_001],
  root: ['root.squashfs', 3_000_000],
} as const;

export const sha256Of = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

export function makeImage(folder: string, change: Readonly<Record<string, unknown>> = {}): MadeImage {
  fs.mkdirSync(folder, { recursive: true });
  const bytes: Record<string, Buffer> = {};
  const parts: Record<string, unknown> = {};
  for (const [name, [file, size]] of Object.entries(PARTS)) {
    const content = randomBytes(size);
    bytes[file] = content;
    parts[name] = { file, bytes: size, sha256: sha256Of(content) };
    fs.writeFileSync(path.join(folder, file), content);
  }
  const image = { schema: 1, imageVersion: '1.2.0', arch: 'amd64', recipe: 'a'.repeat(64), kernelArgs: 'quiet', parts };
  const text = JSON.stringify({ ...image, packages: [], kernelVersion: '6.1', dockerVersion: '20.10', ...change });
  fs.writeFileSync(path.join(folder, 'image.json'), text);
  bytes['image.json'] = Buffer.from(text);
  return { folder, sha256: sha256Of(text), bytes };
}

export interface Question {
  readonly file: string;
  /** First byte asked for; null: the whole. */
  readonly from: number | null;
  /** How often this file was asked for before. */
  readonly before: number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
}

export interface ImageServer {
  readonly url: string;
  /** `file@from` in the order asked; `@-`: the whole. */
  readonly asked: string[];
  close(): void;
}

/** As an honest server would. */
export function answerWell({ from, response, body }: Question): void {
  if (from === null) {
    response.writeHead(200, { 'Content-Length': body.length }).end(body);
    return;
  }
  if (from >= body.length) {
    response.writeHead(416, { 'Content-Range': `bytes */${String(body.length)}` }).end();
    return;
  }
  const range = `bytes ${String(from)}-${String(body.length - 1)}/${String(body.length)}`;
  response.writeHead(206, { 'Content-Range': range, 'Content-Length': body.length - from }).end(body.subarray(from));
}

/** A real server; `fault` answers instead where it returns true. */
export async function serveImage(image: MadeImage, fault: (question: Question) => boolean): Promise<ImageServer> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    const file = path.basename(request.url ?? '');
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    const from = range === undefined ? null : Number(range);
    const before = asked.filter((entry) => entry.startsWith(`${file}@`)).length;
    asked.push(`${file}@${from === null ? '-' : String(from)}`);
    const body = image.bytes[file];
    response.on('error', () => undefined);
    const question = { file, from, before, request, response, body: body ?? Buffer.alloc(0) };
    if (fault(question)) return;
    if (body === undefined) response.writeHead(404).end('Not here');
    else answerWell(question);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}/images`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
