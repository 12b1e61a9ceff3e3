import type { Terminal } from '@xterm/xterm';

/** What a program may make the terminal do beyond drawing. */
export interface GuardOptions {
  /** While true not even the harmless questions are answered: what is drawn is old, and was answered long ago. */
  readonly isReplaying: () => boolean;
  /** OSC 52: what the program wants in the clipboard. It may never ask what is there. */
  readonly onClipboard: (text: string) => void;
}

const CLIPBOARD_LIMIT = 100_000;
/** More than any screen has lines or columns. */
const COUNT_LIMIT = 4096;
/** Commands that are done as often as their parameter says: two thousand million times would be for ever. */
const REPEATED = ['b', 'L', 'M', 'S', 'T', 'I', 'Z', '@', 'P', 'X'].map((final) => ({ final }));
const REPEATED_COLUMNS = [
  { intermediates: ' ', final: '@' },
  { intermediates: ' ', final: 'A' },
  { intermediates: "'", final: '}' },
  { intermediates: "'", final: '~' },
];

/**
 * Bytes written back by themselves are input that nobody typed: only device attributes (DA) and status and cursor position
 * reports (DSR, CPR) are, as programs hang without them. No mode, setting, title, window or colour report.
 */
export function guard({ parser }: Terminal, { isReplaying, onClipboard }: GuardOptions): void {
  const swallow = (): boolean => true;
  for (const prefix of ['', '>']) {
    const id = prefix === '' ? { final: 'c' } : { prefix, final: 'c' };
    parser.registerCsiHandler(id, isReplaying);
  }
  parser.registerCsiHandler({ final: 'n' }, isReplaying);
  parser.registerCsiHandler({ prefix: '?', final: 'n' }, isReplaying);
  // Modes, window operations and reports.
  parser.registerCsiHandler({ intermediates: '$', final: 'p' }, swallow);
  parser.registerCsiHandler({ prefix: '?', intermediates: '$', final: 'p' }, swallow);
  parser.registerCsiHandler({ final: 't' }, swallow);
  parser.registerDcsHandler({ intermediates: '$', final: 'q' }, swallow);
  const isEndless = (params: readonly (number | number[])[]): boolean =>
    params.some((count) => typeof count === 'number' && count > COUNT_LIMIT);
  for (const id of [...REPEATED, ...REPEATED_COLUMNS]) parser.registerCsiHandler(id, isEndless);
  // Titles are nobody's business but the page's.
  for (const title of [0, 1, 2]) parser.registerOscHandler(title, swallow);
  for (const colour of [4, 10, 11, 12]) parser.registerOscHandler(colour, (data) => data.includes('?'));
  parser.registerOscHandler(52, (data) => {
    const text = isReplaying() ? null : clipboardText(data);
    if (text !== null) onClipboard(text);
    return true;
  });
}

/** Told without having been asked for, and no key says it: whether somebody looks is not the program's business. */
export const isFocusReport = (text: string): boolean => text === '\x1b[I' || text === '\x1b[O';

/** Null: it is a question, too long, or no text. */
export function clipboardText(data: string): string | null {
  const [selection = '', encoded = ''] = data.split(';', 2);
  if (!/^[cps0-7]*$/.test(selection) || encoded === '' || encoded === '?') return null;
  if (encoded.length > CLIPBOARD_LIMIT) return null;
  try {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
