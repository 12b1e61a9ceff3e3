import path from 'node:path/posix';
import type { TarHeader } from '../../helpers/tar/header';
import type { TarSink } from '../../helpers/tar/reader';
import type { Archive } from './meta';
import { say } from '../../../../texts/say';

const MOST_NAMES = 200_000;
/** Of manifests; a configuration may be larger, and is not looked into. */
const MOST_TEXT = 4 * 1024 * 1024;
const MOST_BLOB = 256 * 1024;
const MOST_KEPT = 32 * 1024 * 1024;
const BRACE = 0x7b;
const NAMED = new Set(['manifest.json', 'index.json']);

/** Why an entry cannot be let through, in words. */
export class Hostile extends Error {
  override readonly name = 'Hostile';
}

export interface Contents extends TarSink {
  readonly archive: Archive;
}

const cleaned = (name: string): string => path.normalize(name).replace(/\/$/, '');

const leaves = (name: string): boolean => name.startsWith('/') || path.normalize(name).split('/')[0] === '..';

/** What no archive of an image holds: an engine that is careless with one of these writes where it should not. */
function problemOf({ type, name, target, size, realSize }: TarHeader): string | null {
  if (name.startsWith('/')) return say('the path {name} is absolute', { name });
  if (leaves(name)) return say('the path {name} leads out of the archive', { name });
  if (type === 'device' || type === 'fifo' || type === 'other')
    return say('{name} is neither file, folder nor link', { name });
  if (realSize !== size) return say('{name} is a sparse file', { name });
  const to = type === 'symlink' ? path.join(path.dirname(name), target) : target;
  if ((type === 'symlink' && target.startsWith('/')) || ((type === 'symlink' || type === 'link') && leaves(to)))
    return say('the link {name} leads out of the archive, to {target}', { name, target });
  return null;
}

/** Names of all entries, and those small files that say what the archive is of, in bounded memory. */
export function createContents(): Contents {
  const names = new Set<string>();
  const texts = new Map<string, Buffer>();
  let kept = 0;
  let current: { readonly name: string; readonly parts: Buffer[] } | null = null;
  return {
    archive: { names, text: (name) => texts.get(name)?.toString('utf8') ?? null },
    entry(header) {
      const problem = problemOf(header);
      if (problem !== null) throw new Hostile(problem);
      const name = cleaned(header.name);
      names.add(name);
      if (names.size > MOST_NAMES)
        throw new Hostile(say('it has more than {mostNames} entries', { mostNames: MOST_NAMES }));
      if (header.type !== 'file') return false;
      const isNamed = NAMED.has(name);
      if (isNamed && header.size > MOST_TEXT)
        throw new Hostile(say('its {name} is larger than any could be', { name }));
      if (!isNamed && !(name.startsWith('blobs/') && header.size <= MOST_BLOB)) return false;
      current = { name, parts: [] };
      return true;
    },
    content(piece) {
      if (current === null) return;
      // What does not begin like JSON is a small layer.
      if (current.parts.length === 0 && piece[0] !== BRACE && !NAMED.has(current.name)) current = null;
      else current.parts.push(Buffer.from(piece));
    },
    contentEnd() {
      if (current === null) return;
      const text = Buffer.concat(current.parts);
      kept += text.length - (texts.get(current.name)?.length ?? 0);
      if (kept > MOST_KEPT) throw new Hostile(say('its manifests are larger than any could be'));
      texts.set(current.name, text);
      current = null;
    },
  };
}

/** Of a file system: its paths only, and whether it is an image's archive instead. Devices and absolute links belong in one. */
export function createRootNames(): TarSink & { readonly isSavedImage: () => boolean } {
  const marks = { manifest: false, parts: false };
  return {
    entry({ name, type, target }) {
      if (path.normalize(name).split('/')[0] === '..')
        throw new Hostile(say('the path {name} leads out of the archive', { name }));
      if (type === 'link' && path.normalize(target).split('/')[0] === '..')
        throw new Hostile(say('the link {name} leads out of the archive, to {target}', { name, target }));
      const clean = cleaned(name);
      if (clean === 'manifest.json') marks.manifest = true;
      if (/^([0-9a-f]{64}\.json|blobs\/sha256\/[0-9a-f]{64}|[0-9a-f]{64}\/layer\.tar)$/.test(clean)) marks.parts = true;
      return false;
    },
    isSavedImage: () => marks.manifest && marks.parts,
  };
}
