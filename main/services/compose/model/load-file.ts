import { type MapNode, nodeAt } from '../reading/tree';
import { canonicalFile } from './canonical';
import { followExtends } from './extends';
import { readFilled } from './read-filled';
import type { FileSet, Reader } from './types';

/** One file in its canonical form, its `extends` followed. */
export async function loadComposeFile(reader: Reader, file: string, set: FileSet): Promise<MapNode | null> {
  const filled = await readFilled(reader, file, set);
  if (filled === null) return null;
  const base = { folder: set.folder, homeDir: reader.homeDir };
  const canonical = canonicalFile(filled, base);
  const services = nodeAt(canonical, 'services');
  if (services?.kind !== 'map') return canonical;
  return followExtends(reader, canonical, { file, set });
}
