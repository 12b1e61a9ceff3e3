import type { Environment } from './environment';
import { interpolate } from './interpolate';
import type { Problems } from './problems';
import { type At, type Entry, type ListNode, type MapNode, type Node, type ScalarNode, scalarNode } from './tree';
import { quoted } from './words';
import { say } from '../../../../texts/say';

/** A variable in a file. */
export interface PlacedUse {
  readonly name: string;
  readonly at: At;
  readonly required: boolean;
  readonly fallback: string | null;
  readonly alternative: boolean;
}

interface Task {
  readonly environment: Environment;
  readonly problems: Problems;
  readonly uses: PlacedUse[];
  /** What anchors share is filled in once. */
  readonly done: Map<Node, Node>;
}

/** Where a part of the value stands in the file: quotes and escapes may have moved it. */
function placeIn(node: ScalarNode, part: string, from: number): At {
  const { source, start, end } = node.at;
  const found = source.text.indexOf(part, from);
  return found < 0 || found + part.length > end
    ? { source, start, end }
    : { source, start: found, end: found + part.length };
}

function tellFaults(node: ScalarNode, text: string, task: Task): void {
  const { problems, environment } = task;
  for (const { kind, start, end, message, name } of interpolate(text, environment.lookup).faults) {
    const at = placeIn(node, text.slice(start, end), node.at.start);
    if (kind === 'format') problems.error(at, 'variable', message);
    else
      problems.error(
        ...[
          at,
          'missing-variable',
          message === ''
            ? say('The variable {name} has to be set.', { name: quoted(name) })
            : say('The variable {name} has to be set: {message}.', { name: quoted(name), message }),
        ],
        say('Set it in the environment, or in the .env file beside the compose file.'),
      );
  }
}

function fillScalar(node: ScalarNode, task: Task): Node {
  const { value } = node;
  if (typeof value !== 'string' || !value.includes('$')) return node;
  const { text, uses, faults } = interpolate(value, task.environment.lookup);
  let from = node.at.start;
  for (const { name, start, end, ...use } of [...uses].sort((a, b) => a.start - b.start)) {
    const at = placeIn(node, value.slice(start, end), from);
    from = Math.max(from, at.start + 1);
    task.uses.push({ name, at, ...use });
  }
  if (faults.length > 0) tellFaults(node, value, task);
  return { ...scalarNode(text, node.at), tag: node.tag };
}

function fill(node: Node, task: Task): Node {
  const known = task.done.get(node);
  if (known !== undefined) return known;
  const filled =
    node.kind === 'scalar' ? fillScalar(node, task) : node.kind === 'list' ? fillList(node, task) : fillMap(node, task);
  task.done.set(node, filled);
  return filled;
}

const fillList = (node: ListNode, task: Task): ListNode => ({
  ...node,
  items: node.items.map((item) => fill(item, task)),
});

function fillMap(node: MapNode, task: Task): MapNode {
  const entries = new Map<string, Entry>();
  for (const [key, { key: at, value }] of node.entries) entries.set(key, { key: at, value: fill(value, task) });
  return { ...node, entries };
}

/** The same with the variables of its values filled in; keys have none. */
export function fillVariables(
  node: MapNode,
  environment: Environment,
  problems: Problems,
): { readonly node: MapNode; readonly uses: readonly PlacedUse[] } {
  const task: Task = { environment, problems, uses: [], done: new Map() };
  return { node: fillMap(node, task), uses: task.uses };
}
