import { COMPOSE_KEYS, type ComposeKey, type ComposeKeyTable } from '../../../contract/compose-keys/tables';
import type { Problems } from '../reading/problems';
import { type At, type Entry, type MapNode, type Node, textOf } from '../reading/tree';
import { didYouMean, quoted } from '../reading/words';
import { checkValue } from './values';
import { say, sayMsg } from '../../../../texts/say';
import { msg } from '../../../../texts/msg';

/** Lists whose items may be numbers. */
const NUMBERS = new Set(['ports', 'expose', 'group_add']);
/** Maps of the user's names whose values may be left empty. */
const MAY_BE_EMPTY = new Set(['networks', 'volumes', 'configs', 'secrets', 'models']);

const KIND_WORDS: Readonly<Record<ComposeKey['kinds'][number], string>> = {
  ...{
    text: msg('a text'),
    number: msg('a number'),
    boolean: msg('true or false'),
    list: msg('a list'),
    map: msg('a map'),
    null: msg('nothing'),
  },
};

const kindOf = (node: Node): ComposeKey['kinds'][number] => {
  if (node.kind !== 'scalar') return node.kind;
  if (node.value === null) return 'null';
  return typeof node.value === 'string' ? 'text' : typeof node.value === 'number' ? 'number' : 'boolean';
};

const wanted = ({ kinds }: ComposeKey): string =>
  kinds
    .filter((kind) => kind !== 'null')
    .map((kind) => sayMsg(KIND_WORDS[kind]))
    .reduce((first, second) => say('{first} or {second}', { first, second }));

interface Named {
  readonly name: string;
  readonly at: At;
  readonly key: ComposeKey;
}

/** Values that are copied from anchors are the same nodes: each is checked once for what it is there. */
interface Task {
  readonly problems: Problems;
  readonly done: Map<Node, Set<ComposeKey | ComposeKeyTable>>;
}

function isDone({ done }: Task, node: Node, as: ComposeKey | ComposeKeyTable): boolean {
  const known = done.get(node) ?? new Set();
  if (known.has(as)) return true;
  done.set(node, known.add(as));
  return false;
}

function checkKind({ name, at, key }: Named, value: Node, { problems }: Task): boolean {
  const kind = kindOf(value);
  if (key.kinds.includes(kind)) return true;
  if (kind === 'null')
    problems.error(
      at,
      'type',
      say('{name} has nothing behind it; it takes {key}.', { name: quoted(name), key: wanted(key) }),
    );
  else {
    const canQuote = kind !== 'list' && kind !== 'map' && key.kinds.includes('text');
    const advice = canQuote ? say('Put it in quotes.') : '';
    problems.error(
      value.at,
      'type',
      say('{name} takes {key}, and this is {kindWords}.', {
        name: quoted(name),
        key: wanted(key),
        kindWords: sayMsg(KIND_WORDS[kind]),
      }),
      advice,
    );
  }
  return false;
}

function checkItem(named: Named, item: Node, task: Task): void {
  const { name, key } = named;
  const kind = kindOf(item);
  const { items } = key;
  if (kind === 'map' && items !== undefined && item.kind === 'map') checkTable(item, COMPOSE_KEYS[items], task);
  else if (kind === 'text' || (kind === 'number' && NUMBERS.has(name))) checkValue(named, item, task.problems);
  else {
    const words = items === undefined ? say('texts') : say('texts or maps');
    const advice = kind === 'number' || kind === 'boolean' ? say('Put it in quotes.') : '';
    task.problems.error(
      item.at,
      'type',
      say('{name} is a list of {words}, and this is {kindWords}.', {
        name: quoted(name),
        words,
        kindWords: sayMsg(KIND_WORDS[kind]),
      }),
      advice,
    );
  }
}

/** A map of the user's names. */
function checkEntry(named: Named, [word, { key: at, value }]: readonly [string, Entry], task: Task): void {
  const { name, key } = named;
  if (key.entries !== undefined) {
    if (value.kind === 'map') checkTable(value, COMPOSE_KEYS[key.entries], task);
    else if (kindOf(value) === 'null' && MAY_BE_EMPTY.has(name)) return;
    else if (name === 'ulimits' && value.kind === 'scalar' && value.value !== null) return;
    else if (!word.startsWith('x-'))
      task.problems.error(at, 'type', say('{word} takes a map.', { word: quoted(word) }));
    return;
  }
  if (value.kind === 'map' || (value.kind === 'list' && name !== 'extra_hosts' && name !== 'options'))
    task.problems.error(value.at, 'type', say('{word} takes one value here.', { word: quoted(word) }));
  else if (kindOf(value) === 'boolean')
    task.problems.warning(
      ...[value.at, 'type', 'docker-compose before version 2 takes no true or false here.'],
      say('Put it in quotes.'),
    );
}

function checkNode(named: Named, value: Node, task: Task): void {
  const { key } = named;
  if (value.tag === 'reset' || isDone(task, value, key) || !checkKind(named, value, task)) return;
  if (value.kind === 'scalar') checkValue(named, value, task.problems);
  else if (value.kind === 'list') for (const item of value.items) checkItem(named, item, task);
  else if (key.section !== undefined) checkTable(value, COMPOSE_KEYS[key.section], task);
  else for (const entry of value.entries) checkEntry(named, entry, task);
}

function checkTable(node: MapNode, table: ComposeKeyTable, task: Task): void {
  if (isDone(task, node, table)) return;
  for (const [name, { key: at, value }] of node.entries) {
    if (name.startsWith('x-')) continue;
    const key = Object.hasOwn(table, name) ? table[name] : undefined;
    if (key !== undefined) checkNode({ name, at, key }, value, task);
    else {
      const advice = didYouMean(name, Object.keys(table));
      task.problems.error(at, 'unknown-key', say('There is no key {name} here.', { name: quoted(name) }), advice);
    }
  }
}

/** Keys that no compose knows, and values of the wrong kind, of one file. */
export function checkKeys(file: MapNode, problems: Problems): void {
  if (!file.entries.has('services') && !file.entries.has('include') && textOf(file) === null) {
    const { source } = file.at;
    const known = [...file.entries.keys()].some((key) => Object.hasOwn(COMPOSE_KEYS.top, key));
    // A file of the first format has services at the top; one that only adds networks is fine.
    if (!known) problems.error({ source, start: 0, end: 0 }, 'type', say('There are no “services:” in this file.'));
  }
  checkTable(file, COMPOSE_KEYS.top, { problems, done: new Map() });
}
