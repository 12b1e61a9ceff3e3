import * as v from 'valibot';
import type { GuestArch } from '../driver';
import { ImageError } from './image-error';
import { compareVersions, type Manifest, said, sha256, version } from './manifest';
import { say } from '../../../../texts/say';

/** A name and nothing of a path. */
const fileName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/));
const part = v.object({ file: fileName, bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), sha256 });

const imageFile = v.object({
  schema: v.literal(1),
  imageVersion: version,
  arch: v.picklist(['amd64', 'arm64']),
  recipe: sha256,
  /** It becomes an argument of the hypervisor. */
  kernelArgs: v.pipe(v.string(), v.regex(/^[\x20-\x7e]{0,1500}$/)),
  parts: v.object({ kernel: part, initramfs: part, root: part }),
});

/** What `image.json` says of an image. */
export type Image = v.InferOutput<typeof imageFile>;
export type Part = v.InferOutput<typeof part>;

export const IMAGE_JSON = 'image.json';
/** Some 10 KB; the list of packages grows. */
export const IMAGE_JSON_LIMIT = 1_048_576;

export const partsOf = ({ parts }: Image): readonly Part[] => [parts.kernel, parts.initramfs, parts.root];

/** Throws ImageError: `damaged`, or `unfit` for this manifest or architecture. */
export function parseImage(text: string, manifest: Manifest, arch: GuestArch): Image {
  const image = parse(text);
  if (image.arch !== arch)
    throw new ImageError(
      'unfit',
      say('The image is for {arch} machines; this one needs {arch2}.', { arch: image.arch, arch2: arch }),
    );
  if (compareVersions(image.imageVersion, manifest.oldestImageVersion) < 0)
    throw new ImageError(
      'unfit',
      say('The image {imageVersion} is too old: this Slipway needs {oldestImageVersion} or later.', {
        imageVersion: image.imageVersion,
        oldestImageVersion: manifest.oldestImageVersion,
      }),
    );
  return image;
}

function parse(text: string): Image {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ImageError('damaged', say('The image is damaged: its image.json is not valid JSON.'));
  }
  if (typeof value === 'object' && value !== null && 'schema' in value && value.schema !== 1)
    throw new ImageError(
      'unfit',
      say('The image is of a kind that this Slipway does not know; it may be made for a later one.'),
    );
  const parsed = v.safeParse(imageFile, value);
  if (!parsed.success)
    throw new ImageError(
      'damaged',
      say('The image is damaged: its image.json is not what it should be.'),
      said(parsed.issues),
    );
  const { output } = parsed;
  const names = [IMAGE_JSON, ...partsOf(output).map(({ file }) => file)];
  if (new Set(names).size !== names.length)
    throw new ImageError('damaged', say('The image is damaged: two of its parts have the same name.'));
  return output;
}
