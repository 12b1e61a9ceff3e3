import { createHash } from 'node:crypto';

/** An image of two small layers, put into a registry by its own API: no engine is needed for it. */
export interface Pushed {
  readonly digest: string;
  readonly sizeBytes: number;
}

const OCI = 'application/vnd.oci.image';
const digestOf = (body: string): string => `sha256:${createHash('sha256').update(body).digest('hex')}`;

async function must(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${url}: ${String(answer.status)} ${await answer.text()}`);
  return answer;
}

async function pushBlob(base: string, body: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const begun = await must(`${base}/blobs/uploads/`, { method: 'POST', headers });
  const place = new URL(begun.headers.get('location') ?? '', base);
  place.searchParams.set('digest', digestOf(body));
  const content = { ...headers, 'content-type': 'application/octet-stream' };
  await must(place.href, { method: 'PUT', headers: content, body });
}

export interface PushWish {
  /** `http://127.0.0.1:5000/v2/team/app`. */
  readonly base: string;
  readonly architecture: string;
  /** A tag; null: by its digest. */
  readonly tag: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function pushImage({ base, architecture, tag, headers = {} }: PushWish): Promise<Pushed> {
  const layers = [`${architecture} one`, `${architecture} two, and longer`];
  const config = JSON.stringify({
    architecture,
    os: 'linux',
    created: '2024-05-06T07:08:09Z',
    rootfs: { type: 'layers' },
  });
  for (const body of [config, ...layers]) await pushBlob(base, body, headers);
  const described = (mediaType: string, body: string) => ({ mediaType, digest: digestOf(body), size: body.length });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config: described(`${OCI}.config.v1+json`, config),
    layers: layers.map((body) => described(`${OCI}.layer.v1.tar`, body)),
  });
  const type = { ...headers, 'content-type': `${OCI}.manifest.v1+json` };
  await must(`${base}/manifests/${tag ?? digestOf(manifest)}`, { method: 'PUT', headers: type, body: manifest });
  return { digest: digestOf(manifest), sizeBytes: [config, ...layers].join('').length };
}

/** An index of images that are there. Resolves with its digest. */
export async function pushIndex(
  base: string,
  tag: string,
  images: readonly { readonly digest: string; readonly architecture: string; readonly attestation?: boolean }[],
): Promise<string> {
  const index = JSON.stringify({
    schemaVersion: 2,
    mediaType: `${OCI}.index.v1+json`,
    manifests: images.map(({ digest, architecture, attestation = false }) => ({
      ...{ mediaType: `${OCI}.manifest.v1+json`, digest, size: 500, platform: { os: 'linux', architecture } },
      ...(attestation && { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } }),
    })),
  });
  await must(`${base}/manifests/${tag}`, {
    ...{ method: 'PUT', body: index, headers: { 'content-type': `${OCI}.index.v1+json` } },
  });
  return digestOf(index);
}
