import type { ImageDescription, ImagePlatform } from '../../contract/registries';
import { cut, record, time } from '../engine/loose';
import type { RawManifest, RegistryClient } from './client/client';
import { type IndexEntry, type Manifest, type Platform, platformOf, readManifest } from './client/manifests';
import { RegistryFault } from './faults';

const SHOWN = 64;
/** Requests at a time: a registry counts them. */
const AT_ONCE = 4;
const TEXT = 128;

export interface Described {
  readonly client: RegistryClient;
  readonly repository: string;
}

/** All there is to know of a tag without pulling it. Rejects with RegistryFault. */
export async function describeImage(of: Described, reference: string, signal: AbortSignal): Promise<ImageDescription> {
  const raw = await of.client.manifest(of.repository, reference, signal);
  const manifest = readManifest(raw.value, raw.type);
  const base = { digest: raw.digest, mediaType: cut(raw.type, TEXT), rateLimit: raw.rateLimit };
  if (manifest.kind !== 'index') {
    const platform = await describeOne(of, { raw, manifest, platform: null }, signal);
    return { ...base, list: false, platforms: [platform], more: 0 };
  }
  const images = manifest.entries.filter(({ attestation }) => !attestation);
  const shown = images.slice(0, SHOWN);
  const platforms: ImagePlatform[] = [];
  for (let at = 0; at < shown.length; at += AT_ONCE) {
    const some = shown.slice(at, at + AT_ONCE).map((entry) => describeEntry(of, entry, signal));
    platforms.push(...(await Promise.all(some)));
  }
  return { ...base, list: true, platforms, more: images.length - shown.length };
}

interface Single {
  readonly raw: RawManifest;
  readonly manifest: Manifest;
  /** As the index has it; null: only the configuration says. */
  readonly platform: Platform | null;
}

const named = ({ os, architecture, variant, osVersion }: Platform) => ({
  ...{ os: cut(os, TEXT), architecture: cut(architecture, TEXT) },
  ...{ variant: cut(variant, TEXT), osVersion: cut(osVersion, TEXT) },
});

const nothing = (digest: string, platform: Platform): ImagePlatform => ({
  ...named(platform),
  ...{ digest, sizeBytes: null, layers: null, created: null },
});

/** An index may name what is not there: mirrors hold some platforms only. */
async function describeEntry(of: Described, entry: IndexEntry, signal: AbortSignal): Promise<ImagePlatform> {
  const { digest, platform } = entry;
  try {
    const raw = await of.client.manifest(of.repository, digest, signal);
    return await describeOne(of, { raw, manifest: readManifest(raw.value, raw.type), platform }, signal);
  } catch (error) {
    if (error instanceof RegistryFault && error.data.kind === 'not-found') return nothing(digest, platform);
    throw error;
  }
}

const UNKNOWN: Platform = { os: '', architecture: '', variant: '', osVersion: '' };

async function describeOne(of: Described, single: Single, signal: AbortSignal): Promise<ImagePlatform> {
  const { raw, manifest, platform } = single;
  const { digest } = raw;
  if (manifest.kind !== 'image') return nothing(digest, platform ?? UNKNOWN);
  const config = await of.client.config(of.repository, manifest.configDigest, signal).catch((error: unknown) => {
    // Of a chart or another artifact it is no JSON, or of no such kind.
    if (error instanceof RegistryFault && ['malformed', 'not-found', 'too-large'].includes(error.data.kind))
      return record(null);
    throw error;
  });
  const { sizeBytes, layers } = manifest;
  return { ...named(platform ?? platformOf(config)), digest, sizeBytes, layers, created: time(config.created) };
}
