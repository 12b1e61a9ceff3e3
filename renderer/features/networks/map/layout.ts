import type { NetworkRow, Sandbox } from '../../../../main/contract/networks';
import type { Graph } from './graph';

/** Where something is drawn, px at scale 1. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placed<T> extends Box {
  readonly item: T;
}

/** From a network to a group of containers that are in the same networks. */
export interface Edge {
  readonly network: string;
  /** Ids of the containers at its end. */
  readonly members: readonly string[];
  /** SVG path. */
  readonly path: string;
}

/** Around what hangs together; its right side is the host's edge. */
export interface Frame extends Box {
  /** SVG paths from containers that publish ports to the edge. */
  readonly exits: readonly string[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Frame[];
  readonly networks: readonly Placed<NetworkRow>[];
  readonly sandboxes: readonly Placed<Sandbox>[];
  readonly edges: readonly Edge[];
}

const NETWORK = { width: 190, height: 46 } as const;
const SANDBOX = { width: 170, height: 30 } as const;
/** Beside a container, for its published ports. */
const PORTS = 150;
const GAP = 8;
const GROUP_GAP = 20;
/** Between networks and containers: room for the lines. */
const CHANNEL = 90;
const PADDING = 16;
const BETWEEN = 24;
/** Width to height that the whole aims at. */
const ASPECT = 1.7;
/** Containers in one column of a group. */
const COLUMN = 12;
const SWEEPS = 4;

/** Containers that are in the same networks, and all publish ports or none. */
interface Group {
  readonly key: string;
  readonly networks: readonly string[];
  readonly members: readonly Sandbox[];
  readonly published: boolean;
}

/** What hangs together. */
interface Component {
  readonly networks: readonly NetworkRow[];
  readonly groups: readonly Group[];
}

const byName = (a: { name: string; id: string }, b: { name: string; id: string }): number =>
  compare(a.name, b.name) || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const isPublished = ({ ports }: Sandbox): boolean => ports.some(({ hostPort }) => hostPort !== null);

function groupsOf({ sandboxes, networksOf }: Graph): readonly Group[] {
  const groups = new Map<string, { networks: readonly string[]; members: Sandbox[]; published: boolean }>();
  for (const sandbox of [...sandboxes].sort(byName)) {
    const networks = networksOf.get(sandbox.id) ?? [];
    const published = isPublished(sandbox);
    const key = `${networks.join(' ')} ${String(published)}`;
    const group = groups.get(key) ?? { networks, members: [], published };
    group.members.push(sandbox);
    groups.set(key, group);
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}

/** Networks that share containers stand together; those without any form one component of their own. */
function componentsOf(graph: Graph): readonly Component[] {
  const root = new Map<string, string>();
  const find = (id: string): string => {
    const up = root.get(id) ?? id;
    return up === id ? id : find(up);
  };
  const groups = groupsOf(graph);
  for (const { networks } of groups)
    for (const id of networks) {
      const [a, b] = [find(networks[0] ?? id), find(id)].sort();
      if (a !== undefined && b !== undefined && a !== b) root.set(b, a);
    }
  const used = new Set(groups.flatMap(({ networks }) => networks));
  const parts = new Map<string, { networks: NetworkRow[]; groups: Group[] }>();
  const partOf = (key: string) => {
    const part = parts.get(key) ?? { networks: [], groups: [] };
    parts.set(key, part);
    return part;
  };
  for (const network of [...graph.networks].sort(byName))
    partOf(used.has(network.id) ? find(network.id) : '').networks.push(network);
  for (const group of groups)
    partOf(group.networks[0] === undefined ? '-' : find(group.networks[0])).groups.push(group);
  return [...parts.values()].map(ordered);
}

/** Each side in the order of the middle of what it is joined to on the other (barycentre), so that few lines cross. */
function ordered({ networks, groups }: Component): Component {
  let left = networks;
  let right = [...groups].sort((a, b) => compare(a.key, b.key));
  const sortBy = <T>(items: readonly T[], weight: (item: T) => number): T[] =>
    items
      .map((item) => ({ item, at: weight(item) }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  const mean = (values: readonly number[]): number =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const at = new Map(left.map(({ id }, index) => [id, index]));
    right = sortBy(right, (group) => mean(group.networks.map((id) => at.get(id) ?? 0)));
    const places = new Map<string, number[]>();
    for (const [index, group] of right.entries())
      for (const id of group.networks) places.set(id, [...(places.get(id) ?? []), index]);
    left = sortBy(left, ({ id }) => mean(places.get(id) ?? []));
  }
  return { networks: left, groups: right };
}

interface Drawn extends Layout {
  readonly name: string;
}

const cellWidth = (published: boolean): number => SANDBOX.width + (published ? PORTS : 0) + GAP;
const columnsOf = (count: number): number => Math.max(1, Math.ceil(Math.sqrt(count / COLUMN)));

interface Size {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

function sizeOf({ members, published }: Group): Size {
  const columns = columnsOf(members.length);
  const rows = Math.ceil(members.length / columns);
  return { columns, width: columns * cellWidth(published), height: rows * (SANDBOX.height + GAP) - GAP };
}

/** Networks on the left, groups on the right, the shorter side in the middle. */
function draw({ networks, groups }: Component): Drawn {
  if (groups.length === 0) return drawLoose(networks);
  const sizes = groups.map(sizeOf);
  const right = sizes.reduce((sum, { height }) => sum + height + GROUP_GAP, -GROUP_GAP);
  const left = networks.length * (NETWORK.height + GROUP_GAP) - GROUP_GAP;
  const inner = Math.max(left, right);
  const leftWidth = networks.length === 0 ? 0 : NETWORK.width + CHANNEL;
  const placed = networks.map((item, index) => ({
    ...{ item, x: PADDING, y: PADDING + (inner - left) / 2 + index * (NETWORK.height + GROUP_GAP) },
    ...NETWORK,
  }));
  const yOf = new Map(placed.map(({ item, y }) => [item.id, y + NETWORK.height / 2]));
  const width = PADDING * 2 + leftWidth + Math.max(...sizes.map((size) => size.width)) - GAP;
  const height = PADDING * 2 + inner;
  const x = PADDING + leftWidth;
  const sandboxes: Placed<Sandbox>[] = [];
  const edges: Edge[] = [];
  const exits: string[] = [];
  let top = PADDING + (inner - right) / 2;
  for (const [index, group] of groups.entries()) {
    const size = sizes[index] ?? sizeOf(group);
    const cells = cellsOf(group, size, x, top);
    sandboxes.push(...cells);
    edges.push(...edgesOf(group, { x, y: top, width: size.width, height: size.height }, yOf));
    if (group.published && size.columns === 1)
      exits.push(...cells.map((cell) => `M${cell.x + SANDBOX.width} ${cell.y + SANDBOX.height / 2}H${width}`));
    top += size.height + GROUP_GAP;
  }
  const frames = [{ x: 0, y: 0, width, height, exits }];
  return { name: networks[0]?.name ?? '', width, height, frames, networks: placed, sandboxes, edges };
}

const cellsOf = ({ members, published }: Group, { columns }: Size, x: number, y: number): Placed<Sandbox>[] =>
  members.map((item, at) => ({
    ...{ item, x: x + (at % columns) * cellWidth(published) },
    ...{ y: y + Math.floor(at / columns) * (SANDBOX.height + GAP), ...SANDBOX },
  }));

function edgesOf(group: Group, { x, y: top, height }: Box, yOf: ReadonlyMap<string, number>): Edge[] {
  const members = group.members.map(({ id }) => id);
  const isMany = members.length > 1;
  const bracket = isMany ? `M${x - 4} ${top}h-6v${height}h6` : '';
  const start = PADDING + NETWORK.width;
  const end = x - (isMany ? 10 : 0);
  const middle = (start + end) / 2;
  return group.networks.map((network, place) => {
    // Lines of several networks end beside one another.
    const y = top + (height * (place + 1)) / (group.networks.length + 1);
    const from = yOf.get(network) ?? y;
    return { network, members, path: `M${start} ${from}C${middle} ${from} ${middle} ${y} ${end} ${y}${bracket}` };
  });
}

/** Networks without containers, several beside one another. */
function drawLoose(networks: readonly NetworkRow[]): Drawn {
  const columns = columnsOf(networks.length * 2);
  const rows = Math.ceil(networks.length / columns);
  const placed = networks.map((item, index) => ({
    ...{ item, x: PADDING + (index % columns) * (NETWORK.width + GAP) },
    ...{ y: PADDING + Math.floor(index / columns) * (NETWORK.height + GAP), ...NETWORK },
  }));
  const width = PADDING * 2 + columns * (NETWORK.width + GAP) - GAP;
  const height = PADDING * 2 + rows * (NETWORK.height + GAP) - GAP;
  const frames = [{ x: 0, y: 0, width, height, exits: [] }];
  return { name: '', width, height, frames, networks: placed, sandboxes: [], edges: [] };
}

const moved = <T extends Box>(box: T, x: number, y: number): T => ({ ...box, x: box.x + x, y: box.y + y });

/** The same rows give the same picture, whatever order they came in. */
export function layout(graph: Graph): Layout {
  const parts = componentsOf(graph)
    .map(draw)
    .sort((a, b) => b.height - a.height || compare(a.name, b.name));
  const area = parts.reduce((sum, { width, height }) => sum + (width + BETWEEN) * (height + BETWEEN), 0);
  const wide = Math.max(Math.sqrt(area * ASPECT), ...parts.map(({ width }) => width));
  // Shelves: rows of falling height.
  const all: (Drawn & { readonly at: readonly [x: number, y: number] })[] = [];
  let [x, y, shelf, width] = [0, 0, 0, 0];
  for (const part of parts) {
    if (x > 0 && x + part.width > wide) [x, y, shelf] = [0, y + shelf + BETWEEN, 0];
    all.push({ ...part, at: [x, y] });
    x += part.width + BETWEEN;
    shelf = Math.max(shelf, part.height);
    width = Math.max(width, x - BETWEEN);
  }
  return {
    ...{ width, height: y + shelf },
    frames: all.flatMap(({ frames, at }) =>
      frames.map((frame) => ({ ...moved(frame, ...at), exits: frame.exits.map((exit) => shifted(exit, ...at)) })),
    ),
    networks: all.flatMap(({ networks, at }) => networks.map((each) => moved(each, ...at))),
    sandboxes: all.flatMap(({ sandboxes, at }) => sandboxes.map((each) => moved(each, ...at))),
    edges: all.flatMap(({ edges, at }) => edges.map((edge) => ({ ...edge, path: shifted(edge.path, ...at) }))),
  };
}

/** Moves the absolute commands of a path, which are M, C and H. */
const shifted = (path: string, x: number, y: number): string =>
  path.replace(/([MCH])([^A-Za-z]+)/g, (_, command: string, numbers: string) => {
    const values = numbers.trim().split(/\s+/).map(Number);
    return command + values.map((value, index) => value + (index % 2 === 0 ? x : y)).join(' ');
  });
