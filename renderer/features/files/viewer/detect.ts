interface Beginning {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** It is all there is. */
  readonly whole: boolean;
}

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Array.from(text).every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** Told by its first bytes, never by its name; null: none that is shown. An SVG is shown as text: it is a document. */
export function imageType(bytes: Uint8Array): string | null {
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'image/gif';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp';
  if (startsWith(bytes, 'ftypavif', 4)) return 'image/avif';
  if (startsWith(bytes, '\0\0\x01\0')) return 'image/x-icon';
  return startsWith(bytes, 'BM') && bytes.length > 26 && bytes[6] === 0 && bytes[7] === 0 ? 'image/bmp' : null;
}

/** null: it is none. The end may be cut within a character where it is not whole. */
export function textOf({ bytes, whole }: Beginning): string | null {
  if (bytes.includes(0)) return null;
  try {
    // The mark at the beginning stays: what is saved is what was there.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !whole });
  } catch {
    return null;
  }
}
