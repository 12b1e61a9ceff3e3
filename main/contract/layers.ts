import * as v from 'valibot';
import { engineErrors, errors as named } from './errors';
import { imagePackage, packageKind } from './image-packages';
import { stream, unary } from './procedure';
import { transferTicket } from './transfers';

/** As the archive of a layer has it; `link`: another name of a file, which has no content of its own. */
export const layerFileKind = v.picklist(['file', 'dir', 'symlink', 'link', 'device', 'fifo', 'other']);
export type LayerFileKind = v.InferOutput<typeof layerFileKind>;

/** What a layer did to a path. A folder is changed where its mode or owner is another one; times do not count. */
export const layerChange = v.picklist(['added', 'changed', 'removed']);
export type LayerChange = v.InferOutput<typeof layerChange>;

/** All strings are the image's and hostile. Sizes are bytes. */
export const layerSummary = v.object({
  /** What made it, from the image's history; empty: that does not say. */
  command: v.string(),
  /** ms since the epoch; null: not said. */
  created: v.nullable(v.number()),
  /** Content of the files in it. */
  bytes: v.number(),
  /** Of them, what later layers overwrite or delete. */
  wasted: v.number(),
  added: v.number(),
  changed: v.number(),
  removed: v.number(),
  /** Why it is not known what is in it, or in the rest of it; empty: it was read whole. */
  problem: v.string(),
});
export type LayerSummary = v.InferOutput<typeof layerSummary>;

export const imageLayers = v.object({
  imageId: v.string(),
  /** The lowest first. */
  layers: v.array(layerSummary),
  /** Content of the files in all layers, and of those in the last one's tree. */
  bytes: v.number(),
  visibleBytes: v.number(),
  /** `visibleBytes` / `bytes`: 1 where nothing is overwritten or deleted. */
  efficiency: v.number(),
  /** Paths that more than one layer has, or a later one deletes: the most wasted bytes first, the first 100. */
  wasted: v.array(v.object({ path: v.string(), bytes: v.number(), times: v.number() })),
  /** Entries whose names lead elsewhere, and were left out. */
  strange: v.number(),
  /** How long reading it took, ms. */
  durationMs: v.number(),
});
export type ImageLayers = v.InferOutput<typeof imageLayers>;

/** `expected`: about how many bytes the archive has, where the engine says; no bound. */
export const openItem = v.variant('type', [
  v.object({ type: v.literal('progress'), bytes: v.number(), expected: v.nullable(v.number()), entries: v.number() }),
  v.object({ type: v.literal('ready'), image: imageLayers }),
]);
export type OpenItem = v.InferOutput<typeof openItem>;

export const treeEntry = v.object({
  /** Absolute. */
  path: v.string(),
  kind: layerFileKind,
  /** Of a folder: of all files in it, as of this layer. Of what was removed: of what it was. */
  size: v.number(),
  mode: v.number(),
  uid: v.number(),
  gid: v.number(),
  /** ms since the epoch. */
  mtime: v.number(),
  target: v.nullable(v.string()),
  /** What this layer did to it; null: nothing. */
  change: v.nullable(layerChange),
  /** What this layer did to anything below it. */
  below: v.array(layerChange),
});
export type TreeEntry = v.InferOutput<typeof treeEntry>;

/** Entries of one page. */
export const TREE_PAGE = 500;

export const treeSort = v.picklist(['name', 'size']);
export type TreeSort = v.InferOutput<typeof treeSort>;

const treePage = v.object({ total: v.number(), entries: v.array(treeEntry) });
export type TreePage = v.InferOutput<typeof treePage>;

const imageId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const path = v.pipe(v.string(), v.maxLength(8192));

const inLayer = {
  imageId,
  layer: count,
  /** Only what this layer did so to, and the folders that lead there; empty: all. */
  changes: v.pipe(v.array(layerChange), v.maxLength(3)),
  /** `name`: folders first; `size`: the largest first. */
  sort: treeSort,
  offset: count,
};

export const difference = v.object({
  path: v.string(),
  change: layerChange,
  kind: layerFileKind,
  /** null: the image has no such path. */
  before: v.nullable(v.number()),
  after: v.nullable(v.number()),
  /** What differs, of one that is changed. */
  what: v.array(v.picklist(['kind', 'content', 'mode', 'owner', 'target'])),
});
export type Difference = v.InferOutput<typeof difference>;

const configLine = v.object({ field: v.string(), before: v.nullable(v.string()), after: v.nullable(v.string()) });

const packageLine = v.object({
  kind: packageKind,
  name: v.string(),
  /** Several are joined; null: the image has none. */
  before: v.nullable(v.string()),
  after: v.nullable(v.string()),
});
export type PackageLine = v.InferOutput<typeof packageLine>;
export type ConfigLine = v.InferOutput<typeof configLine>;

/** What differs from the first image (`before`) to the second (`after`). */
export const comparison = v.object({
  config: v.array(configLine),
  packages: v.array(packageLine),
  /** Paths of the last layers' trees, folders too. */
  files: v.object({ added: v.number(), removed: v.number(), changed: v.number(), same: v.number() }),
  /** Of the last layers' trees. */
  bytes: v.object({ before: v.number(), after: v.number() }),
  packageCounts: v.object({ before: v.number(), after: v.number() }),
});
export type Comparison = v.InferOutput<typeof comparison>;

export const imagePackages = v.object({
  packages: v.array(imagePackage),
  /** What was found and could not be read, in words. */
  notes: v.array(v.string()),
  /** `debian 12`; empty: the image does not say. */
  system: v.string(),
});
export type ImagePackages = v.InferOutput<typeof imagePackages>;

export const scannerName = v.picklist(['trivy', 'grype']);
export type ScannerName = v.InferOutput<typeof scannerName>;

export const scanItem = v.variant('type', [
  v.object({ type: v.literal('saving'), bytes: v.number() }),
  v.object({ type: v.literal('scanning'), scanner: scannerName }),
  v.object({
    type: v.literal('done'),
    scanner: scannerName,
    /** What it printed, hostile. */
    output: v.string(),
    /** What it printed beside it: progress, warnings. */
    remarks: v.string(),
    truncated: v.boolean(),
  }),
]);
export type ScanItem = v.InferOutput<typeof scanItem>;

export const imageChoice = v.object({ id: v.string(), name: v.string() });
export type ImageChoice = v.InferOutput<typeof imageChoice>;

const errors = { ...engineErrors, LAYER_FAULT: named.LAYER_FAULT };
const both = { imageId, otherId: imageId };

export const layers = {
  /** Images of the engine that can be read or compared: by tag, else by id. */
  choices: unary(v.void(), v.array(imageChoice), engineErrors),
  /**
   * Reads the image, unless what is in it is known: until `ready` the others fail with LAYER_FAULT `not-open`. Several that
   * open the same image share one reading, which ends when the last of them is cancelled.
   */
  open: stream(v.object({ imageId }), openItem, errors),
  /** One folder's, from `offset` on, at most TREE_PAGE. */
  children: unary(v.object({ ...inLayer, path }), treePage, errors),
  /** Anywhere, whatever the case: `text` in the name, or across the end of the path (`etc/pass`); at most TREE_PAGE. */
  search: unary(v.object({ ...inLayer, text: v.pipe(v.string(), v.maxLength(1024)) }), treePage, errors),
  packages: unary(v.object({ imageId }), imagePackages, errors),
  /** The packages as a file. `name`: what the image is called in it. */
  sbom: unary(
    v.object({ imageId, name: v.pipe(v.string(), v.maxLength(1024)), format: v.picklist(['cyclonedx', 'spdx']) }),
    transferTicket,
    errors,
  ),
  /** Both must be open. */
  compare: unary(v.object(both), comparison, errors),
  /** The paths that differ, by path, at most TREE_PAGE. */
  differences: unary(
    v.object({ ...both, changes: inLayer.changes, text: v.pipe(v.string(), v.maxLength(1024)), offset: count }),
    v.object({ total: v.number(), differences: v.array(difference) }),
    errors,
  ),
  /** Which scanner there is on Slipway's PATH; null: none. */
  scanner: unary(v.void(), v.nullable(v.object({ name: scannerName, version: v.string() })), {}),
  /** Puts the image on the disk for the scanner, runs it, and removes it there. */
  scan: stream(v.object({ imageId }), scanItem, errors),
} as const;
