import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { type Loose, record as loose } from '../engine/loose';

/** Of an image in the bin it is the comment, of a volume the value of its label. */
const binRecord = v.object({
  version: v.literal(1),
  kind: v.picklist(['container', 'volume']),
  name: v.string(),
  /** Reference it ran from; ''. */
  image: v.string(),
  /** ms since the epoch. */
  at: v.number(),
  sizeBytes: v.number(),
  /** Of a container: it ran. */
  running: v.boolean(),
  /** Of a container: volumes that go with it. */
  anonymousVolumes: v.array(v.string()),
  /** Id of the container, time of making of the volume: as long as that is there, it was not deleted. */
  original: v.string(),
  /** What it is made from again: `docker inspect`, in part. */
  inspect: v.unknown(),
});
export type BinRecord = v.InferOutput<typeof binRecord>;

export const newKey = (): string => randomBytes(6).toString('hex');

/** As plain text: an engine takes it as a label's value or a comment. */
export const packed = (record: BinRecord): string => gzipSync(JSON.stringify(record)).toString('base64url');

/** A record takes no more than this when it is unpacked. */
const LIMIT = 64 * 1024 * 1024;

/** null: it is none of ours. */
export function unpacked(text: string): BinRecord | null {
  try {
    const json = gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: LIMIT }).toString('utf8');
    const parsed = v.safeParse(binRecord, JSON.parse(json));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

const PARTS = ['Id', 'Name', 'Image', 'Platform', 'Path', 'Args', 'Config', 'HostConfig', 'Mounts'] as const;

/** All of a container's inspect answer that it is made from; not its state. */
export function inspectParts(raw: Loose): Loose {
  const parts = Object.fromEntries(PARTS.map((part) => [part, raw[part]]));
  return { ...parts, NetworkSettings: { Networks: loose(raw.NetworkSettings).Networks } };
}
