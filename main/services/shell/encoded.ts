import { gunzipSync } from 'node:zlib';
import { MASK } from '../../contract/secrets';

/** A secret of six characters has this many in base64, and more in any other. */
const BASE64_RUN = /[A-Za-z0-9+/_-]{8,}(?:(?:\\n|\r?\n)[A-Za-z0-9+/_-]{4,})*={0,2}/g;
/** Whole, or byte by byte as dumps have it. */
const HEX_RUN = /\b[0-9A-Fa-f]{2}(?:[: ][0-9A-Fa-f]{2}\b){5,}|[0-9A-Fa-f]{12,}/g;
const PERCENT_RUN = /(?:%[0-9A-Fa-f]{2}|[\w.~-]){3,}/g;
/** Letters in one group that may belong to the text before the encoding. */
const ALIGNMENTS = [0, 1, 2, 3];
const GZIP_LIMIT = 1_048_576;
const DEPTH = 2;
/** A longer run is looked at in pieces that overlap. */
const PIECE = 65_536;

const isGzip = (bytes: Buffer): boolean => bytes.length > 18 && bytes[0] === 0x1f && bytes[1] === 0x8b;

function unpacked(bytes: Buffer): Buffer {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: GZIP_LIMIT });
  } catch {
    return bytes;
  }
}

const inBase64 = (run: string): readonly Buffer[] => {
  const plain = run
    .replace(/\\n|\s/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  return ALIGNMENTS.map((from) => Buffer.from(plain.slice(from), 'base64'));
};

const inHex = (run: string): readonly Buffer[] => {
  const plain = run.replace(/[: ]/g, '');
  return [0, 1].map((from) => Buffer.from(plain.slice(from), 'hex'));
};

const inPercent = (run: string): readonly Buffer[] =>
  run.includes('%')
    ? [
        Buffer.from(
          run.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => byteOf(hex)),
          'latin1',
        ),
      ]
    : [];

const byteOf = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));

type Decode = (run: string) => readonly Buffer[];

const piecesOf = (run: string): readonly string[] => {
  if (run.length <= PIECE) return [run];
  const pieces: string[] = [];
  for (let at = 0; at < run.length; at += PIECE / 2) pieces.push(run.slice(at, at + PIECE));
  return pieces;
};

/**
 * The text with every run masked that is base64, hex or percent-encoding of something that `isSecret`; also of gzip, and of
 * encodings within each other.
 */
export function hidesInside(text: string, isSecret: (inner: string) => boolean, depth = DEPTH): string {
  const isHiding = (decode: Decode, run: string): boolean =>
    piecesOf(run)
      .flatMap(decode)
      .some((bytes) => {
        const inner = unpacked(bytes).toString('utf8');
        return isSecret(inner) || (depth > 1 && hidesInside(inner, isSecret, depth - 1) !== inner);
      });
  const mask = (decode: Decode) => (run: string) => (isHiding(decode, run) ? MASK : run);
  return text.replace(HEX_RUN, mask(inHex)).replace(PERCENT_RUN, mask(inPercent)).replace(BASE64_RUN, mask(inBase64));
}
