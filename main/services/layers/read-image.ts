import type { Readable } from 'node:stream';
import type { ImageLayers, LayerSummary } from '../../contract/layers';
import { readManifest, type ImageManifest } from './archive/manifest';
import { readArchive } from './archive/read-archive';
import { type Building, createBuilding } from './index/building';
import { type Figures, figuresOf } from './index/figures';
import type { ImageIndex } from './index/image-index';
import { layUp } from './index/layering';
import { FOREVER, type Lives } from './index/lives';
import { NONE } from './index/nodes';
import { say } from '../../../texts/say';

/** What reading has come to. */
export interface ReadProgress {
  readonly bytes: number;
  readonly entries: number;
}

/**
 * Reads an image as `docker save` streams it, in one pass: trees of all layers, what they waste, and the packages in the last one.
 * Rejects with LayerFault, or as the body fails.
 */
export async function readImage(
  imageId: string,
  body: Readable,
  tell: (progress: ReadProgress) => void,
): Promise<ImageIndex> {
  const began = performance.now();
  const building = createBuilding();
  const archive = await readArchive(body, building, (bytes) => tell({ bytes, entries: building.entries.count() }));
  const manifest = readManifest(archive);
  const { names, nodes, entries, collector } = building;
  const archives = manifest.layers.map((layer) => layer?.number ?? NONE);
  const lives = await layUp({ nodes, entries, archives });
  const figures = figuresOf({ nodes, entries, lives }, archives.length);
  const present = entriesPresent(building, lives);
  const image: ImageLayers = {
    ...{ imageId, bytes: figures.bytes, visibleBytes: figures.visibleBytes, efficiency: figures.efficiency },
    ...{ wasted: figures.wasted, strange: building.strange(), durationMs: performance.now() - began },
    layers: summaries(manifest, figures),
  };
  return { image, config: manifest.config, names, nodes, entries, lives, packages: collector.settle(present) };
}

function summaries({ config, layers }: ImageManifest, figures: Figures): LayerSummary[] {
  // Where the history has fewer steps than there are layers, it begins above those of an image that had none.
  const without = layers.length - config.commands.length;
  return layers.map((layer, index) => ({
    ...{ command: '', created: null, ...(without < 0 ? undefined : config.commands[index - without]) },
    ...(figures.layers[index] ?? { bytes: 0, wasted: 0, added: 0, changed: 0, removed: 0 }),
    problem: layer === null ? say('it is not in what the engine sent') : layer.problem(),
  }));
}

/** Whether an entry is what its path is in the last layer's tree. */
const entriesPresent =
  ({ entries }: Building, lives: Lives) =>
  (entry: number): boolean => {
    const life = lives.last(entries.node(entry));
    return life !== NONE && lives.dead(life) === FOREVER && lives.entry(life) === entry;
  };
