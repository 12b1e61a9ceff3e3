import type { ImagePackage } from '../../../contract/image-packages';
import type { TarHeader } from '../../helpers/tar/header';
import { createGoGathering } from './go';
import { readerOf } from './readers';
import type { Found, Gathering, Told } from './told';
import { say } from '../../../../texts/say';

/** Watches the files of all layers go by, and keeps what those tell that say what is installed. */
export interface Collector {
  /** null: this file tells nothing. */
  begin(path: string, header: TarHeader, entry: number): Gathering | null;
  /** Of those files that are in the last layer's tree. */
  settle(isPresent: (entry: number) => boolean): Found;
}

const MOST_PACKAGES = 200_000;

export function createCollector(): Collector {
  const told: { readonly entry: number; readonly path: string; readonly says: Told }[] = [];
  let count = 0;
  const keep = (entry: number, path: string, says: Told): void => {
    count += says.packages?.length ?? 1;
    if (count <= MOST_PACKAGES) told.push({ entry, path, says });
  };
  return {
    begin(path, header, entry) {
      const reader = readerOf(path);
      if (reader === null) return createGoGathering(header, (says) => keep(entry, path, says));
      return createWholeGathering(reader.limit, (content) => {
        const says = content === null ? { note: `/${path} is too large to be read.` } : reader.read(content, path);
        if (says !== null) keep(entry, path, says);
      });
    },
    settle(isPresent) {
      const present = told.filter(({ entry }) => isPresent(entry));
      const full = count > MOST_PACKAGES ? [say('There are more packages than are kept: some are left out.')] : [];
      return { ...join(present), notes: [...new Set([...present.flatMap(notesOf), ...full])] };
    },
  };
}

interface Present {
  readonly path: string;
  readonly says: Told;
}

const notesOf = ({ says: { note } }: Present): string[] => (note === undefined ? [] : [note]);

function join(present: readonly Present[]): Pick<Found, 'packages' | 'system'> {
  const licences = new Map(
    present.flatMap(({ says: { licence } }) => (licence === undefined ? [] : [[licence.name, licence.licence]])),
  );
  const all = present.flatMap(({ path, says }) => (says.packages ?? []).map((one) => ({ ...one, path: `/${path}` })));
  const packages = all.map((one) =>
    one.kind === 'deb' && one.licence === '' ? { ...one, licence: licences.get(one.name) ?? '' } : one,
  );
  return {
    packages: sorted(packages),
    system: present.find(({ says }) => says.system !== undefined)?.says.system ?? '',
  };
}

const sorted = (packages: readonly ImagePackage[]): readonly ImagePackage[] =>
  [...packages].sort((a, b) => order(a.kind, b.kind) || order(a.name, b.name) || order(a.version, b.version));

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** @param done Gets null when the content is longer than `limit` bytes. */
function createWholeGathering(limit: number, done: (content: Buffer | null) => void): Gathering {
  let pieces: Buffer[] = [];
  let size = 0;
  return {
    content(piece) {
      size += piece.length;
      if (size > limit) pieces = [];
      else pieces.push(Buffer.from(piece));
    },
    end: () => done(size > limit ? null : Buffer.concat(pieces)),
  };
}
