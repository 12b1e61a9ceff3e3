import type { ProjectService } from '../../../../main/contract/compose';

/** px. */
export const NODE = { width: 184, height: 58 } as const;
const GAP = { x: 92, y: 22 } as const;
export const MARGIN = 20;

export interface GraphNode {
  readonly service: ProjectService;
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

export interface GraphEdge {
  /** What is started first. */
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly condition: ProjectService['dependsOn'][number]['condition'];
  readonly required: boolean;
  /** px: how far below the upper edge of `to` it comes in. */
  readonly entry: number;
}

export interface Graph {
  /** Column by column, each from above. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

type Column = readonly ProjectService[];

function columnsOf(services: readonly ProjectService[]): readonly Column[] {
  const levels = [...new Set(services.flatMap(({ level }) => level ?? []))].sort((a, b) => a - b);
  const columns = levels.map((level) => services.filter((service) => service.level === level));
  const circles = services.filter(({ level }) => level === null);
  return circles.length === 0 ? columns : [...columns, circles];
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Beside what they depend on, so that few lines cross; by name where nothing speaks for a place. */
function ordered(columns: readonly Column[]): readonly Column[] {
  const rows = new Map<string, number>();
  return columns.map((column) => {
    const wanted = (service: ProjectService): number =>
      mean(service.dependsOn.flatMap((dependency) => rows.get(dependency.service) ?? [])) ?? Number.MAX_SAFE_INTEGER;
    const sorted = [...column].sort((a, b) => wanted(a) - wanted(b) || (a.name < b.name ? -1 : 1));
    sorted.forEach(({ name }, row) => rows.set(name, row));
    return sorted;
  });
}

/** Side by side, in the order of where they come from. */
function entering(to: GraphNode, byName: ReadonlyMap<string, GraphNode>): readonly GraphEdge[] {
  const known = to.service.dependsOn.flatMap(({ service, ...rest }) => {
    const from = byName.get(service);
    return from === undefined ? [] : [{ ...rest, from, to }];
  });
  return known
    .sort((a, b) => a.from.y - b.from.y)
    .map((edge, at) => ({ ...edge, entry: (NODE.height * (at + 1)) / (known.length + 1) }));
}

/** From left to right in start order; those of a circle come last, as they never start. */
export function graphOf(services: readonly ProjectService[]): Graph {
  const columns = ordered(columnsOf(services));
  const tallest = Math.max(0, ...columns.map(({ length }) => length));
  const nodes = columns.flatMap((column, at) =>
    column.map((service, row): GraphNode => {
      const offset = ((tallest - column.length) * (NODE.height + GAP.y)) / 2;
      const x = MARGIN + at * (NODE.width + GAP.x);
      return { service, column: at, row, x, y: MARGIN + offset + row * (NODE.height + GAP.y) };
    }),
  );
  const byName = new Map(nodes.map((node) => [node.service.name, node] as const));
  const edges = nodes.flatMap((to) => entering(to, byName));
  return {
    ...{ nodes, edges, columns: columns.length },
    width: MARGIN * 2 + Math.max(0, columns.length * (NODE.width + GAP.x) - GAP.x),
    height: MARGIN * 2 + Math.max(0, tallest * (NODE.height + GAP.y) - GAP.y),
  };
}

/** From the right side of what is first to the left side of what waits for it; a line back goes around above. */
export function edgePath({ from, to, entry }: GraphEdge): string {
  const start = [from.x + NODE.width, from.y + NODE.height / 2] as const;
  const end = [to.x, to.y + entry] as const;
  if (to.column > from.column) {
    const middle = (end[0] - start[0]) / 2;
    const reach = Math.max(30, Math.min(middle, GAP.x));
    return `M${start.join(' ')}C${start[0] + reach} ${start[1]} ${end[0] - reach} ${end[1]} ${end.join(' ')}`;
  }
  const above = Math.min(from.y, to.y) - GAP.y / 2;
  return `M${start.join(' ')}C${start[0] + 50} ${above} ${end[0] - 50} ${above} ${end.join(' ')}`;
}

const MOVES: Readonly<Record<string, readonly [columns: number, rows: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Where an arrow key leads from a node: up and down in its column, sideways to the nearest of the next. null: nowhere. */
export function neighbour({ nodes }: Graph, from: GraphNode, key: string): GraphNode | null {
  const move = MOVES[key];
  if (move === undefined) return null;
  const [columns, rows] = move;
  if (columns === 0) return nodes.find(({ column, row }) => column === from.column && row === from.row + rows) ?? null;
  const side = nodes.filter(({ column }) => column === from.column + columns);
  return side.reduce<GraphNode | null>(
    (best, node) => (best === null || Math.abs(node.y - from.y) < Math.abs(best.y - from.y) ? node : best),
    null,
  );
}
