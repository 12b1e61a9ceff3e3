import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ScanItem, ScannerName } from '../../contract/layers';
import { createPause } from '../engine/pause';
import { EngineError } from '../engine/types';
import { ProcessError } from '../process/process-error';
import { codeOf } from '../process/error-code';
import { run } from '../process/run';
import { LayerFault } from './fault';
import { openSaved, readImageFacts } from './requests';
import type { LayersEngine } from './types';
import { say } from '../../../texts/say';

type Env = Readonly<Record<string, string | undefined>>;

export interface ScanParts {
  readonly engine: LayersEngine;
  /** Where the PATH is, and what scanners are set up by. */
  readonly env: Env;
  readonly dataDir: string;
}

const ARGUMENTS: Readonly<Record<ScannerName, (file: string) => readonly string[]>> = {
  trivy: (file) => ['image', '--input', file, '--scanners', 'vuln', '--format', 'table'],
  grype: (file) => [`docker-archive:${file}`, '--output', 'table'],
};
const NAMES: readonly ScannerName[] = ['trivy', 'grype'];
const VERSION_MS = 10_000;
/** The first scan fetches a database of some hundred MB. */
const SCAN_MS = 1_800_000;
const MOST_OUTPUT = 8 * 1024 * 1024;
const PROGRESS_MS = 200;
const PREFIX = 'scan-';

export interface Scanner {
  readonly name: ScannerName;
  readonly version: string;
}

/** The first of trivy and grype that runs; null: there is neither. */
export async function findScanner(env: Env): Promise<Scanner | null> {
  for (const name of NAMES) {
    const said = await run(name, ['--version'], { env, timeoutMs: VERSION_MS }).catch((error: unknown) => {
      if (error instanceof ProcessError) return null;
      throw error;
    });
    if (said?.code === 0) return { name, version: /\d[\w.+-]*/.exec(said.stdout)?.[0] ?? '' };
  }
  return null;
}

/** What a Slipway that was killed left. */
export async function removeLeftScans(dataDir: string): Promise<void> {
  const names = await fs.promises.readdir(dataDir).catch(() => []);
  for (const name of names)
    if (name.startsWith(PREFIX) && name.endsWith('.tar'))
      await fs.promises.rm(path.join(dataDir, name), { force: true });
}

/**
 * Puts the image on the disk and has it scanned: engines in machines, or far away, are within no scanner's reach. Throws EngineError,
 * or LayerFault `no-scanner`, `scanner-failed`, `disk`.
 */
export async function* scan(parts: ScanParts, imageId: string, signal: AbortSignal): AsyncGenerator<ScanItem> {
  const scanner = await findScanner(parts.env);
  if (scanner === null) throw new LayerFault('no-scanner');
  const { id } = await readImageFacts(parts.engine.client, imageId, signal);
  const file = path.join(parts.dataDir, `${PREFIX}${randomUUID()}.tar`);
  try {
    yield* save(parts.engine, id, { file, signal });
    yield { type: 'scanning', scanner: scanner.name };
    const args = ARGUMENTS[scanner.name](file);
    const options = { env: parts.env, signal, timeoutMs: SCAN_MS, maxOutputBytes: MOST_OUTPUT };
    const { code, stdout, stderr, truncated } = await run(scanner.name, args, options).catch(failed);
    if (code !== 0)
      throw new LayerFault('scanner-failed', stderr || stdout || say('It ended with {code}.', { code: String(code) }));
    yield { type: 'done', scanner: scanner.name, output: stdout, remarks: stderr, truncated };
  } finally {
    await fs.promises.rm(file, { force: true });
  }
}

function failed(error: unknown): never {
  if (!(error instanceof ProcessError) || error.kind === 'aborted') throw error;
  throw new LayerFault('scanner-failed', `${error.message} ${error.stderr}`.trim());
}

async function* save(
  { client }: LayersEngine,
  imageId: string,
  { file, signal }: { readonly file: string; readonly signal: AbortSignal },
): AsyncGenerator<ScanItem> {
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const over = createPause();
  let isOver = false;
  const body = await openSaved(client, imageId, signal);
  const saved = pipeline(body, count, fs.createWriteStream(file, { mode: 0o600, flags: 'wx' }), { signal });
  const note = (): void => {
    isOver = true;
    over.wake();
  };
  saved.then(note, note);
  while (!isTrue(isOver)) {
    yield { type: 'saving', bytes };
    await over.wait(PROGRESS_MS, signal);
  }
  await saved.catch((error: unknown) => {
    const code = codeOf(error);
    const ofDisk = ['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT', 'EFBIG', 'EIO', 'ENOENT'].includes(code);
    if (ofDisk) throw new LayerFault('disk', code);
    if (signal.aborted) throw error;
    throw new EngineError('unreachable', say('The image broke off.'));
  });
}

/** Changed by others. */
const isTrue = (value: boolean): boolean => value;
