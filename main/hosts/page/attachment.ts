/** What no file system likes in a name, and what would show a name as another: control, bidi and invisible characters. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f"*/:<>?\\|\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udfff]/gu;
/** Devices of Windows, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Common file systems take 255 bytes. */
const BYTES_LIMIT = 200;

/** A name that any file system takes, as much like the wanted one as can be. */
export function safeFilename(wanted: string): string {
  const plain = wanted
    .replace(UNSAFE, '_')
    .trimStart()
    .replace(/[.\s]+$/, '');
  const name = DEVICE.test(plain) ? `_${plain}` : plain;
  return cutBytes(name === '' ? 'download' : name);
}

function cutBytes(name: string): string {
  if (Buffer.byteLength(name) <= BYTES_LIMIT) return name;
  const extension = /\.[\w-]{1,16}$/.exec(name)?.[0] ?? '';
  let stem = '';
  for (const character of name.slice(0, name.length - extension.length)) {
    if (Buffer.byteLength(stem + character + extension) > BYTES_LIMIT) break;
    stem += character;
  }
  return stem + extension;
}

/** RFC 5987: what may stand in an extended value as it is. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The value of Content-Disposition (RFC 6266): the name in ASCII for the oldest, and as it is for all others. */
export function attachment(wanted: string): string {
  const name = safeFilename(wanted);
  return `attachment; filename="${name.replace(/[^ -~]/g, '_').replace(/[%\\"]/g, '_')}"; filename*=UTF-8''${encode(name)}`;
}
