type Table = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** Entries made at once: few enough that a short log costs little. */
const PAGE = 1 << 14;
/** What a page costs beside its entries: its own object and its place in the list of pages. */
const PAGE_COST = 256;

/** One number for each of any many lines or rows, of which the oldest can go. All are 0 at first. */
export interface Paged {
  at(index: number): number;
  set(index: number, value: number): void;
  put(values: Table, from: number): void;
  /** Those before are asked for no more; they may be 0 from now on. Returns the first that is kept. */
  dropBelow(index: number): number;
  readonly bytes: () => number;
}

export function createPaged(make: (length: number) => Table): Paged {
  const pages = new Map<number, Table>();
  let first = 0;
  const open = (number: number): Table => {
    const page = pages.get(number) ?? make(PAGE);
    pages.set(number, page);
    return page;
  };
  const numberOf = (index: number): number => Math.floor(index / PAGE);
  return {
    at: (index) => pages.get(numberOf(index))?.[index % PAGE] ?? 0,
    set: (index, value) => {
      open(numberOf(index))[index % PAGE] = value;
    },
    put: (values, from) => {
      for (let done = 0; done < values.length;) {
        const place = (from + done) % PAGE;
        const part = values.subarray(done, done + PAGE - place);
        open(numberOf(from + done)).set(part, place);
        done += part.length;
      }
    },
    dropBelow: (index) => {
      for (; first < numberOf(index); first += 1) pages.delete(first);
      return first * PAGE;
    },
    bytes: () => [...pages.values()].reduce((sum, { byteLength }) => sum + byteLength + PAGE_COST, 0),
  };
}
