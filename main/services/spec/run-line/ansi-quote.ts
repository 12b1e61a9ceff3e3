const SIMPLE: Readonly<Record<string, number>> = {
  ...{ a: 7, b: 8, e: 27, E: 27, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, "'": 39, '"': 34, '?': 63 },
};
const HEX = 16;
const OCTAL = 8;
const BYTE = 0xff;
const LAST_CODE_POINT = 0x10_ff_ff;

const NUMBERED = /^(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/;

/** The bytes of what follows a backslash, and how many characters it takes. */
function escaped(after: string): readonly [Buffer, number] {
  const simple = SIMPLE[after.charAt(0)];
  if (simple !== undefined) return [Buffer.of(simple), 1];
  const [all, byte, octal, short, long] = NUMBERED.exec(after) ?? [];
  if (all === undefined) return [Buffer.from('\\'), 0];
  if (byte !== undefined) return [Buffer.of(Number.parseInt(byte, HEX)), all.length];
  if (octal !== undefined) return [Buffer.of(Number.parseInt(octal, OCTAL) & BYTE), all.length];
  const code = Number.parseInt(short ?? long ?? '', HEX);
  return [Buffer.from(code > LAST_CODE_POINT ? '\ufffd' : String.fromCodePoint(code)), all.length];
}

/**
 * The inside of `$'…'`, from after its opening quote: what it says, and where it ends (after the closing quote); null: it
 * does not end. Escapes are bytes, of which several make a character.
 */
export function ansiQuoted(rest: string): { readonly value: string; readonly end: number } | null {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < rest.length) {
    if (rest.charAt(at) === "'") return { value: Buffer.concat(parts).toString(), end: at + 1 };
    if (rest.charAt(at) === '\\') {
      const [bytes, length] = escaped(rest.slice(at + 1));
      parts.push(bytes);
      at += 1 + length;
    } else {
      const plain = /^[^\\']+/.exec(rest.slice(at))?.[0] ?? '';
      parts.push(Buffer.from(plain));
      at += plain.length;
    }
  }
  return null;
}
