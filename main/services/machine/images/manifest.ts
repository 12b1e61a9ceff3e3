import * as v from 'valibot';
import agreement from '../../../../runtime-vm/manifest.json';
import type { GuestArch } from '../driver';
import { ImageError } from './image-error';
import { say } from '../../../../texts/say';

export const version = v.pipe(v.string(), v.regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/));
export const sha256 = v.pipe(v.string(), v.regex(/^[\da-f]{64}$/));

/** Where a released image is: the folder's address, and the SHA-256 of the `image.json` in it. */
const release = v.object({ baseUrl: v.pipe(v.string(), v.url()), sha256 });

const manifestFile = v.object({
  schema: v.literal(1),
  imageVersion: version,
  oldestImageVersion: version,
  /** Null in a checkout, which builds its own. */
  released: v.nullable(v.object({ amd64: v.optional(release), arm64: v.optional(release) })),
});

/** What the host and the guest agree on about images. */
export type Manifest = v.InferOutput<typeof manifestFile>;

/** Throws ImageError. */
export function parseManifest(value: unknown): Manifest {
  const parsed = v.safeParse(manifestFile, value);
  if (parsed.success) return parsed.output;
  throw new ImageError(
    'unfit',
    say('The agreement with the guest (manifest.json) is not what it should be.'),
    said(parsed.issues),
  );
}

/** The one this Slipway was built with. */
export const ownManifest = (): Manifest => parseManifest(agreement);

export const hostArch = (): GuestArch => (process.arch === 'arm64' ? 'arm64' : 'amd64');

export const said = (issues: readonly v.BaseIssue<unknown>[]): string =>
  issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`).join('; ');

/** Of two versions `a.b.c`: negative, 0, positive. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => text.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
