import { type Entry, type ListNode, type MapNode, type Node, nodeAt, plainOf, textOf } from '../reading/tree';

/** What a later file says takes the place of what an earlier one does. */
const REPLACED = new Set(['command', 'entrypoint', 'test', 'constraints']);

const said = (item: Node, key: string): string => textOf(nodeAt(item, key)) ?? '';

const portKey = (item: Node): string =>
  JSON.stringify([
    said(item, 'host_ip'),
    said(item, 'published'),
    said(item, 'target'),
    said(item, 'protocol') || 'tcp',
  ]);
const fileKey = (item: Node): string => said(item, 'target') || said(item, 'source');
const behindColon = (item: Node): string => textOf(item)?.split(':')[1] ?? textOf(item) ?? said(item, 'target');

/** Items that mean the same thing: the later one counts. */
const KEYED: Readonly<Record<string, (item: Node) => string>> = {
  ports: portKey,
  volumes: (item) => said(item, 'target'),
  ...{ secrets: fileKey, configs: fileKey, devices: behindColon, links: behindColon },
  ...{ watch: (item) => said(item, 'path'), env_file: (item) => said(item, 'path') },
};

const whole = (item: Node): string => JSON.stringify(plainOf(item));

function mergeLists(base: ListNode, over: ListNode, key: string): ListNode {
  if (REPLACED.has(key)) return over;
  const keyOf = (Object.hasOwn(KEYED, key) ? KEYED[key] : undefined) ?? whole;
  const items = new Map<string, Node>();
  for (const item of [...base.items, ...over.items]) items.set(keyOf(item) || whole(item), item);
  return { ...base, items: [...items.values()] };
}

/** Options of one log driver mean nothing to another one. */
function mergeLogging(base: MapNode, over: MapNode): MapNode {
  const [before, now] = [said(base, 'driver'), said(over, 'driver')];
  return before !== '' && now !== '' && before !== now ? over : mergeMaps(base, over);
}

export function mergeMaps(base: MapNode, over: MapNode): MapNode {
  const entries = new Map<string, Entry>(base.entries);
  for (const [key, entry] of over.entries) {
    const before = base.entries.get(key);
    if (entry.value.tag === 'reset') entries.delete(key);
    else
      entries.set(key, before === undefined ? entry : { key: entry.key, value: merge(before.value, entry.value, key) });
  }
  return { ...base, entries };
}

/** A later file over an earlier one, both in their canonical form. */
function merge(base: Node, over: Node, key: string): Node {
  if (over.tag === 'override') return { ...over, tag: 'none' };
  if (base.kind === 'map' && over.kind === 'map')
    return key === 'logging' ? mergeLogging(base, over) : mergeMaps(base, over);
  if (base.kind === 'list' && over.kind === 'list') return mergeLists(base, over, key);
  // An empty `volumes: { data: }` takes nothing away.
  if (base.kind === 'map' && over.kind === 'scalar' && over.value === null) return base;
  return over;
}

/** Takes away what `!reset` names where there is nothing to take it from. */
export function withoutResets(node: Node): Node {
  if (node.kind === 'list') return { ...node, items: node.items.map(withoutResets) };
  if (node.kind === 'scalar') return node;
  const entries = new Map<string, Entry>();
  for (const [key, { key: at, value }] of node.entries)
    if (value.tag !== 'reset') entries.set(key, { key: at, value: withoutResets(value) });
  return { ...node, entries };
}
