import path from 'node:path';
import { msg } from '../../../../texts/msg';
import type { Run } from '../disk/disk';
import type { GuestArch, ImageFiles } from '../driver';
import { ImageError } from '../images/image-error';
import type { Manifest } from '../images/manifest';
import type { ImageStore } from '../images/store';
import type { Phases } from './phases';
import { say } from '../../../../texts/say';

export interface ImageSources {
  readonly store: ImageStore;
  readonly manifest: Manifest;
  readonly arch: GuestArch;
  /** The folder of a checkout, which builds its own image; null: a released app, which downloads it. */
  readonly checkout: string | null;
  /** The folder of an image that came with this Slipway; null: none did. */
  readonly packaged: string | null;
  readonly run: Run;
  readonly log: (line: string) => void;
}

/** Each image lies in a folder named by version, architecture and content. */
export const imageId = ({ root }: ImageFiles): string => path.basename(path.dirname(root));

/** The image to boot, checked. An image that is there already does when no better one can be had. Throws ImageError. */
export async function findImage(sources: ImageSources, signal: AbortSignal, phases: Phases): Promise<ImageFiles> {
  try {
    return await newestImage(sources, signal, phases);
  } catch (error) {
    const there = signal.aborted ? null : await sources.store.installed();
    if (there === null) throw error;
    sources.log(`machine: its last image is used: ${error instanceof Error ? error.message : String(error)}`);
    return there;
  }
}

async function newestImage(
  { store, manifest, arch, checkout, packaged, run }: ImageSources,
  signal: AbortSignal,
  phases: Phases,
): Promise<ImageFiles> {
  if (checkout !== null) {
    phases.begin(msg('Building the image'));
    const script = path.join(checkout, 'runtime-vm/image/build.mjs');
    const out = path.join(checkout, '.cache/vm', arch);
    return store.buildHere({ ...{ script, out, run, signal }, progress: (words) => phases.begin(words) });
  }
  const release = manifest.released?.[arch];
  const there = await store.installed();
  if (there !== null && there.version === manifest.imageVersion) return there;
  if (packaged !== null) {
    phases.begin('Unpacking the image');
    return store.takeFrom(packaged);
  }
  if (release === undefined)
    throw new ImageError('absent', say('No image of the machine was released for this version of Slipway yet.'));
  phases.begin(msg('Downloading the image'));
  const progress = ({ receivedBytes, totalBytes }: { readonly receivedBytes: number; readonly totalBytes: number }) =>
    phases.fraction(receivedBytes / totalBytes);
  return store.download({ ...release, signal, progress });
}
