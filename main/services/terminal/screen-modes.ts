/**
 * What of a terminal's state outlives the bytes that set it: a screen rebuilt from later bytes alone would lack it. Reads
 * the bytes that are forgotten; cheap, as it skips plain text.
 */
export interface ScreenModes {
  push(bytes: Uint8Array): void;
  /** As `push`, up to the first line's end at which no sequence is under way; how many bytes that were. */
  pushLine(bytes: Uint8Array): number;
  /** As `push`; how many of the bytes are before the last place where the stream may be cut, 0 when there is none. */
  pushToRest(bytes: Uint8Array): number;
  /** Whether a full-screen program has the alternate screen. */
  alternate(): boolean;
  /** What sets all of it again, but for the alternate screen. */
  sequence(): string;
}

const ESC = 0x1b;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const ALTERNATE: ReadonlySet<string> = new Set(['47', '1047', '1049']);
/** Longer ones are not of any terminal's language. */
const LONGEST_SEQUENCE = 256;
const MOST_OF_A_KIND = 64;

type Phase = 'text' | 'escape' | 'control' | 'string' | 'string-escape' | 'charset';

interface State {
  phase: Phase;
  collected: string;
  alternate: boolean;
  /** By what is set; the latest last. */
  settings: Map<string, string>;
  /** Graphic renditions since the last reset of them. */
  renditions: Map<string, string>;
}

export function createScreenModes(): ScreenModes {
  const state: State = {
    phase: 'text',
    collected: '',
    alternate: false,
    settings: new Map(),
    renditions: new Map(),
  };
  return {
    push: (bytes) => push(state, bytes),
    pushLine: (bytes) => pushLine(state, bytes),
    pushToRest: (bytes) => pushToRest(state, bytes),
    alternate: () => state.alternate,
    sequence: () => [...state.settings.values(), ...state.renditions.values()].join(''),
  };
}

function push(state: State, bytes: Uint8Array): void {
  for (const byte of bytes) {
    // Most of all bytes, by far.
    if (state.phase === 'text' && byte >= 0x20) continue;
    step(state, byte);
  }
}

function pushLine(state: State, bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) {
    step(state, byte);
    count += 1;
    if (byte === 0x0a && state.phase === 'text') break;
  }
  return count;
}

/** Neither within a sequence nor within a character. */
function pushToRest(state: State, bytes: Uint8Array): number {
  let safe = 0;
  bytes.forEach((byte, index) => {
    step(state, byte);
    const next = bytes[index + 1] ?? byte;
    const inCharacter = (next & 0xc0) === 0x80;
    if (state.phase === 'text' && !inCharacter) safe = index + 1;
  });
  return safe;
}

function step(state: State, byte: number): void {
  switch (state.phase) {
    case 'text':
      inText(state, byte);
      return;
    case 'escape':
      afterEscape(state, byte);
      return;
    case 'control':
      inControl(state, byte);
      return;
    case 'charset':
      keep(state.settings, `charset ${state.collected}`, `\x1b${state.collected}${String.fromCharCode(byte)}`);
      state.phase = 'text';
      return;
    case 'string':
      if (byte === ESC) state.phase = 'string-escape';
      else if (byte === 0x07 || byte === 0x18 || byte === 0x1a) state.phase = 'text';
      return;
    case 'string-escape':
      state.phase = 'text';
      // Anything but the terminator begins a sequence of its own.
      if (byte !== 0x5c) afterEscape(state, byte);
  }
}

function inText(state: State, byte: number): void {
  if (byte === ESC) state.phase = 'escape';
  else if (byte === SHIFT_OUT || byte === SHIFT_IN) keep(state.settings, 'shift', String.fromCharCode(byte));
}

function afterEscape(state: State, byte: number): void {
  const letter = String.fromCharCode(byte);
  state.phase = 'text';
  state.collected = '';
  if (letter === '[') state.phase = 'control';
  else if (']PX^_'.includes(letter)) state.phase = 'string';
  else if ('()*+-./'.includes(letter)) {
    state.phase = 'charset';
    state.collected = letter;
  } else if (byte === ESC) state.phase = 'escape';
  else if (letter === '=' || letter === '>') keep(state.settings, 'keypad', `\x1b${letter}`);
  else if (letter === 'c') {
    reset(state);
    state.alternate = false;
  }
}

function inControl(state: State, byte: number): void {
  if (byte === ESC) state.phase = 'escape';
  else if (byte === 0x18 || byte === 0x1a || state.collected.length > LONGEST_SEQUENCE) state.phase = 'text';
  else if (byte >= 0x40 && byte <= 0x7e) {
    state.phase = 'text';
    dispatch(state, state.collected, String.fromCharCode(byte));
  } else if (byte >= 0x20) state.collected += String.fromCharCode(byte);
}

function dispatch(state: State, params: string, final: string): void {
  if (final === 'h' || final === 'l') setModes(state, params, final);
  else if (final === 'm' && /^[\d;:]*$/.test(params)) setRendition(state, params);
  else if (final === 'r' && /^[\d;]*$/.test(params)) keep(state.settings, 'margins', `\x1b[${params}r`);
  else if (final === 'q' && params.endsWith(' ')) keep(state.settings, 'cursor', `\x1b[${params}q`);
  else if (final === 'p' && params === '!') reset(state);
}

function setModes(state: State, params: string, final: string): void {
  const prefix = params.startsWith('?') ? '?' : '';
  for (const mode of params.slice(prefix.length).split(';')) {
    if (!/^\d{1,5}$/.test(mode)) continue;
    if (prefix !== '' && ALTERNATE.has(mode)) state.alternate = final === 'h';
    else keep(state.settings, `mode ${prefix}${mode}`, `\x1b[${prefix}${mode}${final}`);
  }
}

function setRendition(state: State, params: string): void {
  // A reset may stand before others in one sequence.
  if (/^0*(;|$)/.test(params)) state.renditions.clear();
  if (!/^0*$/.test(params)) keep(state.renditions, params, `\x1b[${params}m`);
}

function reset(state: State): void {
  state.settings.clear();
  state.renditions.clear();
}

/** The latest counts, and the order stays that in which they came. */
function keep(map: Map<string, string>, key: string, sequence: string): void {
  map.delete(key);
  map.set(key, sequence);
  const [oldest] = map.keys();
  if (map.size > MOST_OF_A_KIND && oldest !== undefined) map.delete(oldest);
}
