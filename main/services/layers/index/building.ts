import { LayerFault } from '../fault';
import { type Collector, createCollector } from '../packages/collector';
import { createEntries, type Entries } from './entries';
import { createNames, type Names } from './names';
import { createNodes, type Nodes } from './nodes';
import { say } from '../../../../texts/say';

/** More than any image has that is used; 2 million take some 250 MB. */
const MOST_ENTRIES = 2_000_000;
const MOST_NAME_BYTES = 128 * 1024 * 1024;

/** An index while the image is read. */
export interface Building {
  readonly names: Names;
  readonly nodes: Nodes;
  readonly entries: Entries;
  readonly collector: Collector;
  /** Counts an entry that was left out. */
  leaveOut(): void;
  strange(): number;
  /** Throws LayerFault `too-much`. */
  checkSize(): void;
}

export function createBuilding(): Building {
  const names = createNames();
  const nodes = createNodes(names);
  const entries = createEntries(names);
  let strange = 0;
  return {
    ...{ names, nodes, entries, collector: createCollector() },
    leaveOut: () => void (strange += 1),
    strange: () => strange,
    checkSize() {
      // Folders that no archive names are nodes, too.
      if (Math.max(entries.count(), nodes.count()) > MOST_ENTRIES)
        throw new LayerFault('too-much', `${MOST_ENTRIES.toLocaleString('en')} files`);
      if (names.bytes() > MOST_NAME_BYTES) throw new LayerFault('too-much', say('128 MiB of file names'));
    },
  };
}
