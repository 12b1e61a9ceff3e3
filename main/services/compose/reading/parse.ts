import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type ParsedNode,
  Scalar,
  type YAMLError,
} from 'yaml';
import type { Problems } from './problems';
import { composeScalars, olderMeaning } from './scalars';
import {
  type At,
  type Entry,
  type ListNode,
  type MapNode,
  type Node,
  type Plain,
  scalarNode,
  type Source,
} from './tree';
import { quoted } from './words';
import { msg } from '../../../../texts/msg';
import { say, sayMsg } from '../../../../texts/say';

/** Nodes that aliases unfold to; an honest file has a few thousand. */
const MOST_NODES = 100_000;
const DEEPEST = 100;

const WORDS: Readonly<Record<string, string>> = {
  BAD_INDENT: msg('This line is not indented as the lines that it belongs to.'),
  BLOCK_AS_IMPLICIT_KEY: msg(
    'A colon too many: a value that holds “: ” has to be quoted, or to begin on the next line.',
  ),
  MISSING_CHAR: msg('Something is missing here: a closing quote, a bracket or a colon.'),
  MULTIPLE_DOCS: msg('A second document begins here; it is not read.'),
  MULTILINE_IMPLICIT_KEY: msg('A key has to be on one line, and to have a colon after it.'),
  TAB_AS_INDENT: msg('YAML lines are indented by spaces, never by tabs.'),
};

interface Task {
  readonly source: Source;
  readonly problems: Problems;
  readonly anchors: Map<string, { readonly node: Node; readonly size: number } | 'open'>;
  nodes: number;
}

class TooMuch extends Error {}

const tagOf = (tag: string | undefined): Node['tag'] =>
  tag === '!reset' ? 'reset' : tag === '!override' ? 'override' : 'none';

const atOf = ({ source }: Task, node: ParsedNode | null | undefined): At => ({
  ...{ source, start: node?.range[0] ?? 0, end: node?.range[1] ?? 0 },
});

function tellError(error: YAMLError, { source, problems }: Task): void {
  const [start, end] = error.pos;
  const at = { source, start, end };
  const known = error.code === 'TAG_RESOLVE_FAILED' && /!(reset|override)\b/.test(error.message);
  if (known) return;
  const message = sayMsg(WORDS[error.code] ?? '') || say('This is no YAML: {message}', { message: error.message });
  if (error.name === 'YAMLWarning' || error.code === 'MULTIPLE_DOCS') problems.warning(at, 'yaml', message);
  else problems.error(at, 'yaml', message);
}

function plainValue(node: Scalar.Parsed, task: Task): Plain {
  const { value } = node;
  if (node.type === Scalar.PLAIN && typeof value === 'string') {
    const older = olderMeaning(value);
    if (older !== null)
      task.problems.warning(
        ...[
          atOf(task, node),
          'yaml',
          say('Without quotes, docker-compose before version 2 reads {value} as {older}.', {
            value: quoted(value),
            older,
          }),
        ],
        say('Put it in quotes.'),
      );
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return value;
  return node.source;
}

function convertAlias(node: ParsedNode, name: string, task: Task): Node {
  const found = task.anchors.get(name);
  if (found === 'open') {
    task.problems.error(atOf(task, node), 'yaml', say('This alias is inside of what it stands for.'));
    return scalarNode(null, atOf(task, node));
  }
  if (found === undefined) {
    task.problems.error(
      atOf(task, node),
      'yaml',
      say('There is no anchor {name} before this line.', { name: quoted(name) }),
    );
    return scalarNode(null, atOf(task, node));
  }
  task.nodes += found.size;
  return found.node;
}

/** Those of `<<` come first in time, and yield to those of the map itself. */
function mergeInto(entries: Map<string, Entry>, value: Node, task: Task): void {
  const merged = value.kind === 'list' ? value.items : [value];
  for (const each of merged) {
    if (each.kind !== 'map')
      task.problems.error(value.at, 'yaml', say('Only a map can be merged by “{key}”.', { key: '<<' }));
    else for (const [key, entry] of each.entries) if (!entries.has(key)) entries.set(key, entry);
  }
}

const keyText = (key: ParsedNode): string => (isScalar(key) ? key.source : '');

function convertMap(node: ParsedNode, pairs: readonly Pair<ParsedNode, ParsedNode | null>[], walk: Walk): MapNode {
  const { task } = walk;
  const own = new Map<string, Entry>();
  const merges: Node[] = [];
  for (const { key, value } of pairs) {
    const at = atOf(task, key);
    // A key without a value: its place is just behind the colon.
    const empty = { ...at, start: at.end };
    const converted = value === null ? scalarNode(null, empty) : convert(value, { task, depth: walk.depth + 1 });
    if (isScalar(key) && key.type === Scalar.PLAIN && key.value === '<<') merges.push(converted);
    else {
      const name = keyText(key);
      if (own.has(name)) task.problems.error(at, 'yaml', say('The key {name} is here twice.', { name: quoted(name) }));
      own.set(name, { key: at, value: converted });
    }
  }
  for (const each of merges) mergeInto(own, each, task);
  return { kind: 'map', entries: own, at: atOf(task, node), tag: tagOf(node.tag) };
}

interface Walk {
  readonly task: Task;
  readonly depth: number;
}

function convertPlain(node: ParsedNode, walk: Walk): Node {
  const { task, depth } = walk;
  task.nodes += 1;
  if (task.nodes > MOST_NODES || depth > DEEPEST) throw new TooMuch();
  if (isAlias(node)) return convertAlias(node, node.source, task);
  if (isMap(node)) return convertMap(node, node.items, walk);
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item, { task, depth: depth + 1 }));
    return { kind: 'list', items, at: atOf(task, node), tag: tagOf(node.tag) } satisfies ListNode;
  }
  return { ...scalarNode(plainValue(node, task), atOf(task, node)), tag: tagOf(node.tag) };
}

function convert(node: ParsedNode, walk: Walk): Node {
  const anchor = isAlias(node) ? undefined : node.anchor;
  if (anchor === undefined) return convertPlain(node, walk);
  const before = walk.task.nodes;
  walk.task.anchors.set(anchor, 'open');
  const converted = convertPlain(node, walk);
  walk.task.anchors.set(anchor, { node: converted, size: walk.task.nodes - before });
  return converted;
}

/** null: there is nothing that could be read, and why is among the problems. */
export function parseYaml(source: Source, problems: Problems): MapNode | null {
  const task: Task = { source, problems, anchors: new Map(), nodes: 0 };
  const document = parseDocument(source.text, {
    ...{ version: '1.2', schema: 'core', merge: false, customTags: composeScalars },
    // It looks for the same key in time that grows with the square of the keys; we do it by ourselves.
    ...{ prettyErrors: false, logLevel: 'silent', uniqueKeys: false },
  });
  for (const error of [...document.errors, ...document.warnings]) tellError(error, task);
  const { contents } = document;
  const whole = { source, start: 0, end: 0 };
  if (contents === null) {
    if (document.errors.length === 0)
      problems.error(whole, 'yaml', say('The file is empty.'), say('It needs “services:”.'));
    return null;
  }
  try {
    const node = convert(contents, { task, depth: 0 });
    if (node.kind === 'map') return node;
    if (node.kind === 'scalar' && node.value === null) problems.error(whole, 'yaml', say('The file is empty.'));
    else problems.error(node.at, 'type', say('A compose file is a map, whose keys are “services”, “volumes” …'));
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    problems.error(whole, 'yaml', say('It is too large: its anchors and aliases unfold to more than can be read.'));
  }
  return null;
}
