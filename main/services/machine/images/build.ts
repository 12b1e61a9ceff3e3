import path from 'node:path';
import { ProcessError } from '../../process/process-error';
import type { Run } from '../disk/disk';
import type { GuestArch } from '../driver';
import { asImageError, ImageError } from './image-error';
import { msg } from '../../../../texts/msg';
import { say, sayMsg } from '../../../../texts/say';

export interface BuildOptions {
  /** `runtime-vm/image/build.mjs` of a checkout. */
  readonly script: string;
  /** Where it builds, and finds what it built before; default: in the store. */
  readonly out?: string;
  readonly run: Run;
  readonly signal: AbortSignal;
  readonly progress: (words: string) => void;
}

/** Also on a slow line: it downloads packages. */
const BUILD_TIMEOUT_MS = 1_800_000;
const WHAT = msg('The image was not built');
/** From the script's place to the checkout's folder, where its caches are. */
const CHECKOUT = '../../..';

/** Throws ImageError `build-failed` with what the script said. */
export async function runBuild(out: string, arch: GuestArch, options: BuildOptions): Promise<void> {
  const { script, run, signal, progress } = options;
  progress(say('Building the image'));
  try {
    const result = await run(process.execPath, [script, '--arch', arch, '--out', out], {
      cwd: path.resolve(script, CHECKOUT),
      // In the app the program is Electron's.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      timeoutMs: BUILD_TIMEOUT_MS,
      signal,
    });
    if (result.code !== 0)
      throw failed(result.stderr, say('it ended with {code}', { code: String(result.code ?? result.signal) }));
  } catch (error) {
    if (!(error instanceof ProcessError) || error.kind === 'aborted') throw asImageError(error, sayMsg(WHAT), signal);
    throw failed(error.stderr, error.message);
  }
}

const failed = (stderr: string, otherwise: string): ImageError => {
  const last = stderr.trim().split('\n').at(-1)?.trim() ?? '';
  return new ImageError('build-failed', `${sayMsg(WHAT)}: ${last === '' ? otherwise : last}`, stderr);
};
