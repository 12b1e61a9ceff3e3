import type { TarHeader } from '../../helpers/tar/header';
import type { Gathering, Told } from './told';
import { say } from '../../../../texts/say';

/** What Go's linker puts before the build info; see `debug/buildinfo` of its library. */
const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const HEADER = 32;
/** In the byte at 15: the strings follow at once, as Go has it since 1.18. */
const INLINE = 2;
/** The module list of a program with a thousand modules has about 100 KB. */
const MOST_INFO = 1024 * 1024;
/** A smaller file is no Go program. */
const SMALLEST = 100_000;
const EXECUTABLE = 0o111;
/** What stands before and after the module list. */
const SENTINEL = 16;
/** Programs that read build info have the magic in their own text. */
const MOST_TRIES = 16;
const EMPTY = Buffer.alloc(0);
/** Windows' programs have their own magic, and no mode. */
const PROGRAM = [
  [0x7f, 0x45, 0x4c, 0x46],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0x4d, 0x5a],
].map((bytes) => Buffer.from(bytes));

/** Looks for Go's build info in a program as it goes by; null: it is no program. */
export function createGoGathering({ mode, size, name }: TarHeader, tell: (told: Told) => void): Gathering | null {
  if (size < SMALLEST || ((mode & EXECUTABLE) === 0 && !name.endsWith('.exe'))) return null;
  let state: 'first' | 'looking' | 'gathering' | 'over' = 'first';
  /** While looking: the end of what came, which may be the beginning of the magic. While gathering: all since it. */
  let held: Buffer = EMPTY;
  let tries = 0;

  const look = (bytes: Buffer): void => {
    const found = bytes.indexOf(MAGIC);
    state = found < 0 ? 'looking' : 'gathering';
    held = Buffer.from(bytes.subarray(found < 0 ? Math.max(0, bytes.length - MAGIC.length + 1) : found));
  };
  const finish = (): void => {
    const told = readBuildInfo(held);
    tries += 1;
    if (told !== null) tell(told);
    if (told !== null || tries >= MOST_TRIES) {
      state = 'over';
      held = EMPTY;
    } else look(held.subarray(MAGIC.length));
  };
  return {
    content(piece) {
      if (state === 'over') return;
      if (state === 'first' && !PROGRAM.some((magic) => piece.subarray(0, magic.length).equals(magic))) {
        state = 'over';
        return;
      }
      const bytes = held.length === 0 ? piece : Buffer.concat([held, piece]);
      if (state === 'gathering') held = bytes;
      else look(bytes);
      while (isGathering(state) && (held.length >= MOST_INFO || isWhole(held))) finish();
    },
    end() {
      while (isGathering(state)) finish();
    },
  };
}

const isGathering = (state: string): boolean => state === 'gathering';

/** Length and bytes, as Go's varint says; null: it is cut. */
function bytesAt(info: Buffer, from: number): { readonly bytes: Buffer; readonly end: number } | null {
  let length = 0;
  let at = from;
  for (let shift = 0; shift < 28 && at < info.length; shift += 7, at += 1) {
    const byte = info[at] ?? 0;
    length += (byte & 0x7f) << shift;
    if (byte >= 0x80) continue;
    const end = at + 1 + length;
    return end > info.length ? null : { bytes: info.subarray(at + 1, end), end };
  }
  return null;
}

const isInline = (info: Buffer): boolean => ((info[15] ?? 0) & INLINE) !== 0;
/** `go1.22.1`, `devel ...`: a few bytes. */
const LONGEST_VERSION = 200;

/** Whether more bytes would tell nothing more. */
function isWhole(info: Buffer): boolean {
  if (info.length < HEADER) return false;
  if (!isInline(info)) return true;
  const version = bytesAt(info, HEADER);
  if (version === null) return info.length > HEADER + LONGEST_VERSION;
  return !isVersion(version.bytes) || bytesAt(info, version.end) !== null;
}

const isVersion = (bytes: Buffer): boolean => /^(?:go\d|devel)/.test(bytes.toString('latin1', 0, 8));

function readBuildInfo(info: Buffer): Told | null {
  if (!isInline(info)) {
    const pointerSize = info[14] ?? 0;
    if (info.length < HEADER || (pointerSize !== 4 && pointerSize !== 8)) return null;
    return { note: say('Programs made by Go before 1.18 were found: their modules are not listed.') };
  }
  const version = bytesAt(info, HEADER);
  if (version === null || !isVersion(version.bytes)) return null;
  const framed = bytesAt(info, version.end)?.bytes ?? EMPTY;
  const modules = framed.length < 2 * SENTINEL ? '' : framed.toString('utf8', SENTINEL, framed.length - SENTINEL);
  const library = { name: 'stdlib', version: version.bytes.toString('utf8').replace(/^go/, '').split(' ')[0] ?? '' };
  return { packages: [library, ...modulesIn(modules)].map(packageOf) };
}

const packageOf = ({ name, version }: Module) => ({
  ...{ kind: 'golang' as const, name, version, licence: '', architecture: '' },
});

interface Module {
  readonly name: string;
  readonly version: string;
}

/** Lines `mod`, `dep` and, for the `dep` before it, `=>`: what was taken instead. */
function modulesIn(text: string): readonly Module[] {
  const modules: Module[] = [];
  for (const line of text.split('\n')) {
    const [word, name = '', version = ''] = line.split('\t');
    if (name === '') continue;
    if (word === '=>') modules.pop();
    if (word === 'mod' || word === 'dep' || word === '=>') modules.push({ name, version });
  }
  return modules;
}
