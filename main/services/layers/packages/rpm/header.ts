import type { Told } from '../told';

type Package = NonNullable<Told['packages']>[number];

/** Numbers of rpm's tags and types (rpmtag.h). */
const TAGS = { name: 1000, version: 1001, release: 1002, epoch: 1003, licence: 1014, architecture: 1022 } as const;
const INT32 = 4;
const TEXTS: readonly number[] = [6, 8, 9];
const ENTRY = 16;
/** A header of the largest packages has some megabytes. */
const MOST = 256 * 1024 * 1024;

/** A package as rpm's database keeps it: an index of entries and their data, all big-endian. null: it is none. */
export function readHeader(blob: Buffer): Package | null {
  if (blob.length < 8) return null;
  const entries = blob.readUInt32BE(0);
  const data = 8 + entries * ENTRY;
  if (data > Math.min(blob.length, MOST)) return null;
  const values = new Map<number, string>();
  for (let at = 8; at < data; at += ENTRY) {
    const value = valueOf(blob, blob.readUInt32BE(at + 4), data + blob.readUInt32BE(at + 8));
    if (value !== null) values.set(blob.readUInt32BE(at), value);
  }
  const said = (tag: keyof typeof TAGS): string => values.get(TAGS[tag]) ?? '';
  const [name, version] = [said('name'), said('version')];
  // Keys to check packages with stand among them, as a package of their own.
  if (name === '' || version === '' || name === 'gpg-pubkey') return null;
  const release = said('release') === '' ? '' : `-${said('release')}`;
  const epoch = ['', '0'].includes(said('epoch')) ? '' : `${said('epoch')}:`;
  const architecture = said('architecture') === 'noarch' ? '' : said('architecture');
  return { kind: 'rpm', name, version: `${epoch}${version}${release}`, licence: said('licence'), architecture };
}

function valueOf(blob: Buffer, type: number, at: number): string | null {
  if (at >= blob.length) return null;
  if (type === INT32) return at + 4 > blob.length ? null : String(blob.readUInt32BE(at));
  if (!TEXTS.includes(type)) return null;
  const end = blob.indexOf(0, at);
  return blob.toString('utf8', at, end < 0 ? blob.length : end);
}
