type Numbers = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/** One number a row, in as few bytes as it needs; it grows by itself. What was never set is 0. */
export interface Column {
  get(row: number): number;
  set(row: number, value: number): void;
  bytes(): number;
}

const FIRST = 1024;

export type ColumnKind = 'int32' | 'uint32' | 'uint16' | 'uint8' | 'float64';

const MAKE: Readonly<Record<ColumnKind, (length: number) => Numbers>> = {
  int32: (length) => new Int32Array(length),
  uint32: (length) => new Uint32Array(length),
  uint16: (length) => new Uint16Array(length),
  uint8: (length) => new Uint8Array(length),
  float64: (length) => new Float64Array(length),
};

export function createColumn(kind: ColumnKind, length = FIRST): Column {
  let data = MAKE[kind](length);
  return {
    get: (row) => data[row] ?? 0,
    set(row, value) {
      if (row >= data.length) {
        const more = MAKE[kind](Math.max(row + 1, data.length * 2, FIRST));
        more.set(data);
        data = more;
      }
      data[row] = value;
    },
    bytes: () => data.byteLength,
  };
}
