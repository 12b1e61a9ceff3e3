import type { Sized } from './size';

/** Bytes as they were written for one size of the screen. */
export interface Segment extends Sized {
  readonly bytes: Uint8Array;
}

/** Lines above the screen that are kept of a full-screen program's terminal. */
const LINES = 1000;
/** A screen full of colours may be larger than the bytes it came from: then its history goes. */
const LIMIT = 512 * 1024;

/** More than any screen has lines or columns. */
const COUNT_LIMIT = 4096;
/** Commands that are done as often as their parameter says: two thousand million times would stop this process. */
const REPEATED = ['b', 'L', 'M', 'S', 'T', 'I', 'Z', '@', 'P', 'X'].map((final) => ({ final }));
const REPEATED_COLUMNS = [
  { intermediates: ' ', final: '@' },
  { intermediates: ' ', final: 'A' },
  { intermediates: "'", final: '}' },
  { intermediates: "'", final: '~' },
];

/**
 * What draws the screen that these bytes leave behind, the one below an alternate screen too: for when the bytes are too
 * many to keep and the program will not draw all of it again.
 */
export async function compact(segments: readonly Segment[]): Promise<Uint8Array> {
  const first = segments[0];
  if (first === undefined) return new Uint8Array();
  // Only long runs of full-screen programs need it.
  const [{ default: headless }, { SerializeAddon }] = await Promise.all([
    import('@xterm/headless'),
    import('@xterm/addon-serialize'),
  ]);
  const { cols, rows } = first;
  const screen = new headless.Terminal({ cols, rows, scrollback: LINES, allowProposedApi: true });
  try {
    const serializer = new SerializeAddon();
    screen.loadAddon(serializer);
    const isEndless = (params: readonly (number | number[])[]): boolean =>
      params.some((count) => typeof count === 'number' && count > COUNT_LIMIT);
    for (const id of [...REPEATED, ...REPEATED_COLUMNS]) screen.parser.registerCsiHandler(id, isEndless);
    for (const segment of segments) {
      if (segment.cols !== screen.cols || segment.rows !== screen.rows) screen.resize(segment.cols, segment.rows);
      await new Promise<void>((resolve) => screen.write(segment.bytes, resolve));
    }
    const whole = serializer.serialize({ scrollback: LINES });
    return Buffer.from(whole.length <= LIMIT ? whole : serializer.serialize({ scrollback: 0 }));
  } finally {
    screen.dispose();
  }
}
