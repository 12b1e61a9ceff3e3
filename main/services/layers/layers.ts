import type {
  Comparison,
  Difference,
  ImageChoice,
  ImagePackages,
  LayerChange,
  OpenItem,
  ScanItem,
  TreePage,
  TreeSort,
} from '../../contract/layers';
import type { TransferTicket } from '../../contract/transfers';
import type { Transfers } from '../shell/transfers';
import { createComparisons } from './comparisons';
import { LayerFault } from './fault';
import type { ImageIndex } from './index/image-index';
import { createOpening } from './opening';
import { listChoices } from './requests';
import { sbomOffer, type SbomFormat } from './sbom/offer';
import { findScanner, removeLeftScans, scan, type Scanner, type ScanParts } from './scan';
import { createShelf } from './shelf';
import { createTrees } from './trees';
import type { RecordCommand } from '../engine/noted';
import type { LayersEngine } from './types';

interface InLayer {
  readonly imageId: string;
  readonly layer: number;
  readonly changes: readonly LayerChange[];
  readonly sort: TreeSort;
  readonly offset: number;
}

interface Pair {
  readonly imageId: string;
  readonly otherId: string;
}

/** What is in images, layer by layer, without starting them. Throws EngineError and LayerFault; `not-open` until it was opened. */
export interface Layers {
  choices(): Promise<ImageChoice[]>;
  open(imageId: string, signal: AbortSignal): AsyncIterable<OpenItem>;
  children(wish: InLayer & { readonly path: string }, signal: AbortSignal): Promise<TreePage>;
  search(wish: InLayer & { readonly text: string }, signal: AbortSignal): Promise<TreePage>;
  packages(imageId: string): ImagePackages;
  sbom(imageId: string, name: string, format: SbomFormat): TransferTicket;
  compare(pair: Pair, signal: AbortSignal): Promise<Comparison>;
  differences(
    wish: Pair & { readonly changes: readonly LayerChange[]; readonly text: string; readonly offset: number },
    signal: AbortSignal,
  ): Promise<{ total: number; differences: Difference[] }>;
  scanner(): Promise<Scanner | null>;
  scan(imageId: string, signal: AbortSignal): AsyncIterable<ScanItem>;
  close(): void;
}

export interface LayersOptions {
  readonly engine: LayersEngine;
  readonly record: RecordCommand;
  readonly transfers: Transfers;
  readonly dataDir: string;
  readonly env: ScanParts['env'];
}

export function createLayers({ engine, record, transfers, dataDir, env }: LayersOptions): Layers {
  const shelf = createShelf();
  const opening = createOpening({ engine, record, shelf });
  const trees = createTrees();
  const comparisons = createComparisons();
  void removeLeftScans(dataDir).catch(() => undefined);
  const known = (imageId: string): ImageIndex => {
    const index = shelf.get(imageId);
    if (index === null) throw new LayerFault('not-open', imageId);
    return index;
  };
  const both = ({ imageId, otherId }: Pair) => ({ before: known(imageId), after: known(otherId) });
  return {
    choices: () => listChoices(engine.client),
    open: (imageId, signal) => opening.open(imageId, signal),
    children: async (wish, signal) => trees.children(known(wish.imageId), wish, signal),
    search: async (wish, signal) => trees.search(known(wish.imageId), wish, signal),
    packages(imageId) {
      const { packages, notes, system } = known(imageId).packages;
      return { packages: [...packages], notes: [...notes], system };
    },
    sbom: (imageId, name, format) => transfers.download(sbomOffer(known(imageId), name, format)),
    compare: async (pair, signal) => comparisons.compare(both(pair), signal),
    differences: async (wish, signal) => comparisons.differences(both(wish), wish, signal),
    scanner: () => findScanner(env),
    scan: (imageId, signal) => scan({ engine, env, dataDir }, imageId, signal),
    close: () => shelf.clear(),
  };
}
