import { crc32 } from 'node:zlib';
import type { TarHeader } from '../../helpers/tar/header';
import type { TarSink } from '../../helpers/tar/reader';
import type { Building } from '../index/building';
import type { EntryKind } from '../index/entries';
import { type Nodes, NONE, ROOT } from '../index/nodes';
import type { Gathering } from '../packages/told';
import { cleanPath, splitPath } from './paths';

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
/** What the AUFS driver kept for itself. */
const AUFS = '.wh..wh.';

interface Place {
  readonly node: number;
  readonly kind: EntryKind;
}

/** Folders of one archive come one after another: the last one's number is remembered. */
function createFolders(nodes: Nodes) {
  let last = { path: '', node: ROOT };
  return (path: string): number => {
    if (path === last.path) return last.node;
    let node = ROOT;
    if (path !== '') for (const part of path.split('/')) node = nodes.child(node, part);
    last = { path, node };
    return node;
  };
}

/** Takes in what one layer's archive has. @param layer Number of the archive. */
export function createLayerSink(building: Building, layer: number): TarSink {
  const { nodes, entries, collector } = building;
  const folderAt = createFolders(nodes);
  let entry = NONE;
  let crc = 0;
  let gathering: Gathering | null = null;

  const placeOf = (path: string, { type }: TarHeader): Place | null => {
    if (path === '') return { node: ROOT, kind: 'dir' };
    const [folder, base] = splitPath(path);
    if (!base.startsWith(WHITEOUT)) return { node: nodes.child(folderAt(folder), base), kind: type };
    if (base === OPAQUE) return { node: folderAt(folder), kind: 'opaque' };
    const name = base.slice(WHITEOUT.length);
    if (base.startsWith(AUFS) || ['', '.', '..'].includes(name)) return null;
    return { node: nodes.child(folderAt(folder), name), kind: 'whiteout' };
  };
  return {
    entry(header) {
      const path = cleanPath(header.name);
      const place = path === null ? null : placeOf(path, header);
      if (path === null || place === null) {
        building.leaveOut();
        return false;
      }
      building.checkSize();
      entry = entries.add({ ...place, layer }, header);
      crc = 0;
      gathering = place.kind === 'file' ? collector.begin(path, header, entry) : null;
      return place.kind === 'file';
    },
    content(piece) {
      crc = crc32(piece, crc);
      gathering?.content(piece);
    },
    contentEnd() {
      entries.setCrc(entry, crc);
      gathering?.end();
      gathering = null;
    },
  };
}
