import type { Problems } from '../reading/problems';
import { entriesOf, itemsOf, type MapNode, type Node, nodeAt, textOf } from '../reading/tree';
import { say } from '../../../../texts/say';

type Waits = ReadonlyMap<string, ReadonlyMap<string, Node['at']>>;

/** Nobody reads more of them; a file made to be slow could have very many. */
const MOST_CIRCLES = 200;

/** What each service waits for, and where that is said. */
function waitsOf(service: Node): ReadonlyMap<string, Node['at']> {
  const waits = new Map<string, Node['at']>();
  for (const [name, { key }] of entriesOf(nodeAt(service, 'depends_on'))) waits.set(name, key);
  for (const link of itemsOf(nodeAt(service, 'links'))) waits.set((textOf(link) ?? '').split(':')[0] ?? '', link.at);
  for (const from of itemsOf(nodeAt(service, 'volumes_from'))) {
    const said = (textOf(from) ?? '').replace(/^service:/, '');
    if (!said.startsWith('container:')) waits.set(said.split(':')[0] ?? '', from.at);
  }
  for (const key of ['network_mode', 'ipc', 'pid']) {
    const node = nodeAt(service, key);
    const name = /^service:(.+)$/.exec(textOf(node) ?? '')?.[1];
    if (node !== null && name !== undefined) waits.set(name, node.at);
  }
  return waits;
}

/** Those that are in a circle, or wait for one: all others are taken away from the leaves on. */
function remaining(waits: Waits): ReadonlySet<string> {
  const waiters = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const [name, targets] of waits) {
    const known = [...targets.keys()].filter((target) => waits.has(target));
    open.set(name, known.length);
    for (const target of known) waiters.set(target, [...(waiters.get(target) ?? []), name]);
  }
  const free = [...open].filter(([, count]) => count === 0).map(([name]) => name);
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    open.delete(name);
    for (const waiter of waiters.get(name) ?? []) {
      const left = (open.get(waiter) ?? 0) - 1;
      open.set(waiter, left);
      if (left === 0) free.push(waiter);
    }
  }
  return new Set(open.keys());
}

/** The shortest way between two services; null: there is none. */
function wayBetween(waits: Waits, among: ReadonlySet<string>, from: string, to: string): readonly string[] | null {
  const before = new Map<string, string | null>([[from, null]]);
  for (const at of before.keys()) {
    if (at === to) {
      const way: string[] = [];
      for (let step: string | null = at; step !== null; step = before.get(step) ?? null) way.unshift(step);
      return way;
    }
    for (const next of waits.get(at)?.keys() ?? []) if (among.has(next) && !before.has(next)) before.set(next, at);
  }
  return null;
}

/** Services that wait for themselves, told wherever the circle is closed. */
export function checkCircles(project: MapNode, problems: Problems): void {
  const waits = new Map(entriesOf(nodeAt(project, 'services')).map(([name, { value }]) => [name, waitsOf(value)]));
  const among = remaining(waits);
  const edges = [...among].flatMap((name) =>
    [...(waits.get(name) ?? [])].map(([target, at]) => ({ name, target, at })),
  );
  for (const { name, target, at } of edges.filter((edge) => among.has(edge.target)).slice(0, MOST_CIRCLES)) {
    const way = wayBetween(waits, among, target, name);
    if (way === null) continue;
    const circle = [name, ...way].join(' → ');
    problems.error(
      at,
      'circular',
      say('These services wait for each other: {circle}.', { circle }),
      say('Take one of them away.'),
    );
  }
}
