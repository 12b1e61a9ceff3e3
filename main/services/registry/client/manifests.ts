import { type Loose, list, number, record, text } from '../../engine/loose';

export const INDEX_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
] as const;
const IMAGE_TYPES = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
] as const;

/** What we say we can read. */
export const ACCEPT = [...INDEX_TYPES, ...IMAGE_TYPES].join(', ');

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  /** '': none. */
  readonly variant: string;
  readonly osVersion: string;
}

/** One line of an index. */
export interface IndexEntry {
  readonly digest: string;
  readonly platform: Platform;
  /** Says something of another entry, as BuildKit's provenance does: no image. */
  readonly attestation: boolean;
}

export type Manifest =
  | { readonly kind: 'index'; readonly entries: readonly IndexEntry[] }
  | {
      readonly kind: 'image';
      readonly configDigest: string;
      /** Of config and layers, as they are stored: compressed. null: it does not say. */
      readonly sizeBytes: number | null;
      readonly layers: number;
    }
  /** Of the first kind of all, or of no image at all. */
  | { readonly kind: 'other' };

const DIGEST = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-f]{32,}$/;
const MAX_ENTRIES = 200;

const sizeOf = (value: unknown): number | null => {
  const size = number(record(value).size);
  return size !== null && size >= 0 ? size : null;
};

export function platformOf(value: unknown): Platform {
  const { os, architecture, variant, 'os.version': osVersion } = record(value);
  return { os: text(os), architecture: text(architecture), variant: text(variant), osVersion: text(osVersion) };
}

function entryOf(value: unknown): IndexEntry | null {
  const { digest, platform, annotations } = record(value);
  if (!DIGEST.test(text(digest))) return null;
  const attestation = text(record(annotations)['vnd.docker.reference.type']) !== '';
  return { digest: text(digest), platform: platformOf(platform), attestation };
}

/** `type`: the Content-Type it came with; what it says of itself counts first. */
export function readManifest(value: Loose, type: string): Manifest {
  const said = text(value.mediaType) || type.replace(/;.*/, '').trim();
  const isIndex = INDEX_TYPES.some((each) => each === said) || (said === '' && Array.isArray(value.manifests));
  if (isIndex) {
    const entries = list(value.manifests).slice(0, MAX_ENTRIES).map(entryOf);
    return { kind: 'index', entries: entries.filter((entry) => entry !== null) };
  }
  const configDigest = text(record(value.config).digest);
  if (!DIGEST.test(configDigest) || !Array.isArray(value.layers)) return { kind: 'other' };
  const sizes = [value.config, ...list(value.layers)].map(sizeOf);
  const sizeBytes = sizes.reduce<number | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0);
  return { kind: 'image', configDigest, sizeBytes, layers: value.layers.length };
}
