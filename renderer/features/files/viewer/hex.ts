export const HEX_COLUMNS = 16;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

const isShown = (byte: number): boolean => byte >= 0x20 && byte < 0x7f;

/** One line of `hexdump -C`: `00000010  48 65 ...  |He...|`. */
export function hexLine(bytes: Uint8Array, index: number): string {
  const from = index * HEX_COLUMNS;
  const row = [...bytes.subarray(from, from + HEX_COLUMNS)];
  const values = row.map((byte) => hex(byte, 2)).join(' ');
  const letters = row.map((byte) => (isShown(byte) ? String.fromCharCode(byte) : '.')).join('');
  return `${hex(from, 8)}  ${values.padEnd(HEX_COLUMNS * 3 - 1)}  ${letters}`;
}
