import type { Told } from '../told';
import { isBerkeley, valuesOfHash } from './berkeley';
import { readHeader } from './header';
import { blobsOfTable, isSqlite } from './sqlite';
import { say } from '../../../../../texts/say';

/** More are in no image; a hostile file can lead to the same bytes any number of times. */
const MOST_BLOBS = 100_000;

/** rpm's database of installed packages: an SQLite file, or a Berkeley DB of before 2020. Never throws. */
export function readRpm(file: Buffer, path: string): Told {
  const packages: NonNullable<ReturnType<typeof readHeader>>[] = [];
  let blobs = 0;
  let bytes = 0;
  try {
    for (const blob of blobsIn(file)) {
      blobs += 1;
      bytes += blob.length;
      if (blobs > MOST_BLOBS || bytes > file.length) throw new Error(say('it has more than it can hold'));
      const one = readHeader(blob);
      if (one !== null) packages.push(one);
    }
    return { packages };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const rest = packages.length === 0 ? say('its packages are not listed') : say('not all of its packages are listed');
    return { packages, note: say('/{path}: this RPM database cannot be read ({why}): {rest}.', { path, why, rest }) };
  }
}

function blobsIn(file: Buffer): Iterable<Buffer> {
  if (isSqlite(file)) return blobsOfTable(file, 'Packages');
  if (isBerkeley(file)) return valuesOfHash(file);
  throw new Error(say("it is neither SQLite's nor Berkeley DB's"));
}
