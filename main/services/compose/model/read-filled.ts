import path from 'node:path';
import { parseYaml } from '../reading/parse';
import { problemOfNone } from '../reading/problems';
import type { MapNode } from '../reading/tree';
import { fillVariables } from '../reading/variables';
import { quoted } from '../reading/words';
import type { FileSet, Reader } from './types';
import { say } from '../../../../texts/say';

/** null: it cannot be read, which is among the problems. */
export async function readFilled(reader: Reader, file: string, set: FileSet): Promise<MapNode | null> {
  const known = reader.loaded.find(({ source }) => source.path === file);
  if (known !== undefined) return known.filled;
  const source = await reader.read(file);
  if (source === null) {
    const problem = problemOfNone(
      'error',
      'missing-file',
      say('The file {quoted} is not there.', { quoted: quoted(path.basename(file)) }),
    );
    reader.problems.add({ ...problem, path: file });
    return null;
  }
  const written = parseYaml(source, reader.problems);
  if (written === null) return null;
  const { node, uses } = fillVariables(written, set.environment, reader.problems);
  reader.uses.push(...uses);
  reader.loaded.push({ source, written, filled: node, isIncluded: set.trail.length > 0 });
  return node;
}
