import { list, record, text } from '../../engine/loose';
import { LayerFault } from '../fault';
import { type ImageConfig, readImageConfig } from './image-config';
import { followed } from './paths';
import type { Archive, LayerArchive } from './read-archive';
import { say } from '../../../../texts/say';

export interface ImageManifest {
  readonly config: ImageConfig;
  /** The lowest first; null: the archive does not have it. */
  readonly layers: readonly (LayerArchive | null)[];
}

const MOST_HOPS = 8;
/** More than any image has; a life is kept in 16 bits. */
const MOST_LAYERS = 1_024;
/** Read of one archive: a hostile one may name the same again and again. */
const MOST_MANIFESTS = 1_000;

/** What the archive is an image of: as `docker save` says it, else as OCI's layout does. Throws LayerFault. */
export function readManifest(archive: Archive): ImageManifest {
  const found = ofDocker(archive) ?? ofOci(archive);
  if (found === null) throw new LayerFault('bad-archive', say('it has no manifest'));
  if (found.layers.length > MOST_LAYERS) throw new LayerFault('too-much', `${MOST_LAYERS.toLocaleString('en')} layers`);
  return found;
}

/** Follows the archive's own links: an engine saves equal layers as links to one of them. */
function at<T>({ links }: Archive, files: ReadonlyMap<string, T>, path: string): T | null {
  let where = path;
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    const file = files.get(where);
    const link = links.get(where);
    if (file !== undefined || link === undefined) return file ?? null;
    const next = followed(where, link);
    if (next === null) return null;
    where = next;
  }
  return null;
}

function json(archive: Archive, path: string): unknown {
  const document = at(archive, archive.documents, path);
  if (document === null) return undefined;
  try {
    return JSON.parse(document.toString('utf8'));
  } catch {
    throw new LayerFault('bad-archive', say('{path} is no JSON', { path }));
  }
}

function ofDocker(archive: Archive): ImageManifest | null {
  const image = record(list(json(archive, 'manifest.json'))[0]);
  const config = json(archive, text(image.Config));
  if (config === undefined) return null;
  return { config: readImageConfig(config), layers: list(image.Layers).map((path) => layerAt(archive, text(path))) };
}

const layerAt = (archive: Archive, path: string): LayerArchive | null => at(archive, archive.layers, path);

/** `sha256:<hex>`, a digest -> where its blob lies. */
const blobPath = (digest: unknown): string => `blobs/${text(digest).replace(':', '/')}`;

/** Of several platforms the first that is there whole, else the first that is there. */
function ofOci(archive: Archive): ImageManifest | null {
  const images = manifestsIn(archive, json(archive, 'index.json'), { left: MOST_MANIFESTS });
  return images.find(({ layers }) => layers.every((layer) => layer !== null)) ?? images[0] ?? null;
}

function manifestsIn(archive: Archive, index: unknown, budget: { left: number }): ImageManifest[] {
  return list(record(index).manifests).flatMap((descriptor) => {
    budget.left -= 1;
    if (budget.left < 0) return [];
    const manifest = json(archive, blobPath(record(descriptor).digest));
    if (record(manifest).manifests !== undefined) return manifestsIn(archive, manifest, budget);
    const config = json(archive, blobPath(record(record(manifest).config).digest));
    // An attestation is no image.
    if (record(config).rootfs === undefined) return [];
    const layers = list(record(manifest).layers).map((layer) => layerAt(archive, blobPath(record(layer).digest)));
    return [{ config: readImageConfig(config), layers }];
  });
}
