import * as v from 'valibot';
import { say } from '../../../../texts/say';

/** What an image's archive says of itself. Strings are hostile. */

const MANIFEST_LIST = /(index\.v\d|manifest\.list\.v\d)\+json$/;

const descriptor = v.object({
  mediaType: v.optional(v.string(), ''),
  digest: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)),
  annotations: v.optional(v.record(v.string(), v.string()), {}),
});
type Descriptor = v.InferOutput<typeof descriptor>;

const index = v.object({ manifests: v.array(descriptor) });
const ociManifest = v.object({ config: descriptor, layers: v.array(descriptor) });

/** `manifest.json` of `docker save`. */
const dockerManifest = v.array(
  v.object({
    Config: v.string(),
    RepoTags: v.optional(v.nullable(v.array(v.string())), []),
    Layers: v.nullable(v.array(v.string())),
  }),
);
export type DockerManifest = v.InferOutput<typeof dockerManifest>;

export interface Archive {
  /** Clean paths of all that is in it. */
  readonly names: ReadonlySet<string>;
  /** Small files of it. */
  text(name: string): string | null;
}

/** Why no image can be made of it, in words. */
export class NoImage extends Error {
  override readonly name = 'NoImage';
}

function parsed<S extends v.GenericSchema>(schema: S, name: string, text: string): v.InferOutput<S> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NoImage(say('its {name} is not JSON', { name }));
  }
  const result = v.safeParse(schema, value);
  if (!result.success)
    throw new NoImage(
      say('its {name} is not what it should be: {message}', { name, message: result.issues[0].message }),
    );
  return result.output;
}

const clean = (name: string): string => name.replace(/^(\.\/)+/, '');

/** null: it has none. Throws NoImage where it is of no use. */
export function readDocker(archive: Archive): DockerManifest | null {
  const text = archive.text('manifest.json');
  if (text === null) return null;
  const images = parsed(dockerManifest, 'manifest.json', text);
  if (images.length === 0) throw new NoImage(say('its manifest.json names no image'));
  for (const { Config, Layers } of images)
    for (const part of [Config, ...(Layers ?? [])])
      if (!archive.names.has(clean(part)))
        throw new NoImage(say('it lacks {part}, which its manifest.json names', { part }));
  return images;
}

const blobPath = ({ digest }: Descriptor): string => `blobs/${digest.replace(':', '/')}`;

/** What an image is called: some write only a tag there, which names nothing. */
function tagsOf({ annotations }: Descriptor): string[] {
  const name = annotations['io.containerd.image.name'] ?? annotations['org.opencontainers.image.ref.name'] ?? '';
  return /^[^\s@]+:[\w][\w.-]*$/.test(name) ? [name] : [];
}

/**
 * The same as Docker's own manifest, so that engines that know no OCI archives can load it too; null: it is none. Throws NoImage
 * where it is of no use.
 */
export function readOci(archive: Archive): DockerManifest | null {
  const text = archive.text('index.json');
  if (text === null || !archive.names.has('oci-layout')) return null;
  const images: DockerManifest = [];
  const missing: string[] = [];
  const walk = (descriptors: readonly Descriptor[], above: readonly string[], depth: number): void => {
    for (const each of descriptors) {
      const body = archive.text(blobPath(each));
      const tags = above.length > 0 ? above : tagsOf(each);
      if (body === null) missing.push(blobPath(each));
      else if (MANIFEST_LIST.test(each.mediaType) && depth > 0)
        walk(parsed(index, 'index', body).manifests, tags, depth - 1);
      else if (each.annotations['vnd.docker.reference.type'] === undefined) take(body, tags);
    }
  };
  const take = (body: string, tags: readonly string[]): void => {
    const { config, layers } = parsed(ociManifest, 'manifest', body);
    const lacks = [config, ...layers].map(blobPath).find((part) => !archive.names.has(part));
    if (lacks !== undefined) missing.push(lacks);
    else images.push({ Config: blobPath(config), RepoTags: [...tags], Layers: layers.map(blobPath) });
  };
  walk(parsed(index, 'index.json', text).manifests, [], 2);
  const [first] = missing;
  // Of an image for several platforms often one alone is in the archive.
  if (images.length === 0)
    throw new NoImage(
      first === undefined ? say('its index.json names no image') : say('it lacks {first}, which it needs', { first }),
    );
  return images;
}
