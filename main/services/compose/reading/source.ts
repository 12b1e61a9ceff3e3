import { LARGEST_TEXT, NoText, readTextFile } from '../../process/text-file';
import type { Unsaved } from '../types';
import { problemOfNone, type Problems } from './problems';
import { type Source, sourceOf } from './tree';
import { quoted } from './words';
import { say } from '../../../../texts/say';

/** A file's text, unsaved or from the disk; null: it is not there, or cannot be read, which is among the problems then. */
export type ReadSource = (path: string) => Promise<Source | null>;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Each file once: what it is stays the same for the whole reading. */
export function createReadSource(unsaved: Unsaved, problems: Problems): ReadSource {
  const read = new Map<string, Promise<Source | null>>();
  const fromDisk = async (path: string): Promise<Source | null> => {
    try {
      const file = await readTextFile(path);
      return file === null ? null : sourceOf(path, file.text.replace(/^\uFEFF/, ''));
    } catch (error) {
      const code = error instanceof NoText ? 'not-text' : 'missing-file';
      problems.add({
        ...problemOfNone(
          'error',
          code,
          say('{path} cannot be read: {error}', { path: quoted(path), error: words(error) }),
        ),
        path,
      });
      return null;
    }
  };
  return (path) => {
    const text = unsaved.get(path);
    const known =
      read.get(path) ??
      (text === undefined || text.length > LARGEST_TEXT ? fromDisk(path) : Promise.resolve(sourceOf(path, text)));
    read.set(path, known);
    return known;
  };
}
