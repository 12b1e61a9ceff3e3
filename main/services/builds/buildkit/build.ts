import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { hostFlags } from '../../engine/cli-endpoint';
import type { Env } from '../../engine/env';
import { EngineError } from '../../engine/types';
import { withoutCredentials } from '../../engine/without-credentials';
import { run } from '../../process/run';
import { buildWords } from '../cli';
import { parseDockerfile } from '../dockerfile/parse';
import { BuildFailed, type Drive } from '../runs/drive';
import type { BuildsEngine } from '../types';
import { cliEnv } from './cli-env';
import { hiddenArgs } from './hidden-args';
import { createPlaces, lineOfMetadata } from './lines';
import { createProgress } from './progress';
import { say } from '../../../../texts/say';

export interface BuildKitParts {
  readonly engine: BuildsEngine;
  readonly env: Env;
  readonly now: () => number;
  readonly program: string;
  readonly kind: 'buildx' | 'cli';
}

/** Of its output only the steps are kept. */
const KEPT_BYTES = 4096;
const IMAGE_ID = /^sha256:[0-9a-f]{64}$/;

function wordsFor({ engine, kind }: BuildKitParts, { wish }: Drive, idFile: string): readonly string[] {
  const address = engine.address();
  const host = address === null ? null : hostFlags(address);
  if (host === null) throw new EngineError('unreachable', say('Not connected to a container engine.'));
  // The engine in use is the builder, whatever else the user may have chosen for buildx.
  const verb = kind === 'buildx' ? ['buildx', 'build', '--builder', 'default', '--load'] : ['build'];
  return [...host, ...verb, '--progress=plain', '--iidfile', idFile, ...buildWords(wish, kind)];
}

/** What a step says of itself at the end is a better word than the program's last. */
function failureOf(
  { ledger, text }: Drive,
  { error, line }: { readonly error: string; readonly line: number | null },
): BuildFailed {
  const failed = ledger.steps().find(({ state }) => state === 'failed');
  const words = failed !== undefined && failed.error !== '' ? failed.error : error;
  const told = withoutCredentials(words === '' ? say('The docker command failed without a word.') : words);
  const ofStep =
    failed === undefined ? null : (failed.line ?? lineOfMetadata(failed.name, parseDockerfile(text).stages));
  return new BuildFailed(told, line ?? ofStep);
}

/** Builds with BuildKit, by a docker CLI. Rejects with BuildFailed, EngineError or ProcessError; the end of `signal` ends it. */
export async function buildByCli(parts: BuildKitParts, drive: Drive): Promise<void> {
  const { env, now, program } = parts;
  const { ledger, told, text, wish, signal } = drive;
  const { stages, instructions } = parseDockerfile(text);
  const progress = createProgress({ ledger, told, now, placeOf: createPlaces(stages, instructions) });
  const decoder = new StringDecoder('utf8');
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'slipway-build-'));
  try {
    const idFile = path.join(dir, 'image-id');
    const hidden = hiddenArgs(wish, cliEnv(env));
    const { code } = await run(program, wordsFor(parts, { ...drive, wish: hidden.wish }, idFile), {
      ...{ env: hidden.env, cwd: wish.folder, signal, timeoutMs: Infinity, maxOutputBytes: KEPT_BYTES },
      onOutput: (chunk) => progress.push(decoder.write(chunk)),
    });
    const ending = progress.end();
    if (code !== 0) throw failureOf(drive, ending);
    const imageId = (await fs.readFile(idFile, 'utf8').catch(() => '')).trim();
    if (IMAGE_ID.test(imageId)) told({ imageId });
  } finally {
    await fs.rm(dir, { recursive: true, force: true });
  }
}
