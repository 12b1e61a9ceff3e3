import {
  type Entry,
  entriesOf,
  itemsOf,
  listNode,
  type MapNode,
  mapNode,
  type Node,
  scalarNode,
  textOf,
} from '../reading/tree';

/** From a list or map to one form. What has neither form stays as it is: the check tells of it. */
type Form = (node: Node) => Node;

const listTo =
  (entry: (text: string, item: Node) => readonly [string, Node] | null): Form =>
  (node) => {
    if (node.kind !== 'list') return node;
    const entries = new Map<string, Entry>();
    for (const item of node.items) {
      const text = textOf(item);
      const made = text === null ? null : entry(text, item);
      if (made !== null) entries.set(made[0], { key: item.at, value: made[1] });
    }
    return { ...node, kind: 'map', entries };
  };

const cut = (text: string, at: number): readonly [string, string] | null =>
  at < 0 ? null : [text.slice(0, at), text.slice(at + 1)];

/** `A=1` and `A`, which takes the value of the environment. */
export const assignments = listTo((text, item) => {
  const [name, value] = cut(text, text.indexOf('=')) ?? [text, null];
  return [name, scalarNode(value, item.at)];
});

/** `a=b` and `a`, which is empty. */
export const labels = listTo((text, item) => {
  const [name, value] = cut(text, text.indexOf('=')) ?? [text, ''];
  return [name, scalarNode(value, item.at)];
});

/** `name:address` or `name=address`. */
export const hosts = listTo((text, item) => {
  const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
  const [name, address] = cut(text, at) ?? [text, ''];
  return [name.trim(), scalarNode(address.trim(), item.at)];
});

export const names = listTo((text, item) => [text, scalarNode(null, item.at)]);

export const dependencies = listTo((text, item) => [
  text,
  mapNode(new Map([['condition', { key: item.at, value: scalarNode('service_started', item.at) }]]), item.at),
]);

/** One text is a list of it. */
export const list: Form = (node) =>
  node.kind === 'scalar' && node.value !== null
    ? { ...listNode([{ ...node, tag: 'none' }], node.at), tag: node.tag }
    : node;

/** A text is a map of one key. */
export const mapOf =
  (key: string): Form =>
  (node) =>
    node.kind === 'scalar' && textOf(node) !== null
      ? { ...mapNode(new Map([[key, { key: node.at, value: node }]]), node.at), tag: node.tag }
      : node;

/** Each item by itself; one may become several. */
export const each =
  (change: (item: Node) => readonly Node[]): Form =>
  (node) =>
    node.kind === 'list' ? { ...node, items: itemsOf(node).flatMap(change) } : node;

/** The forms of some keys of a map. */
export const within =
  (forms: Readonly<Record<string, Form>>): Form =>
  (node) => {
    if (node.kind !== 'map') return node;
    const entries = new Map<string, Entry>();
    for (const [key, { key: at, value }] of node.entries) {
      const form = Object.hasOwn(forms, key) ? forms[key] : undefined;
      entries.set(key, { key: at, value: form === undefined ? value : form(value) });
    }
    return { ...node, entries };
  };

/** All values of a map. */
export const values =
  (form: Form): Form =>
  (node) =>
    node.kind === 'map'
      ? {
          ...node,
          entries: new Map(entriesOf(node).map(([key, entry]) => [key, { ...entry, value: form(entry.value) }])),
        }
      : node;

export const text =
  (change: (said: string) => string): Form =>
  (node) => {
    const said = textOf(node);
    return said === null || node.kind !== 'scalar' ? node : { ...node, value: change(said) };
  };

/** A map of texts, at the place of the item that said it. */
export const mapAt = (item: Node, parts: Readonly<Record<string, Node | string | number | boolean>>): MapNode =>
  mapNode(
    new Map(
      Object.entries(parts).map(([key, value]) => [
        key,
        { key: item.at, value: typeof value === 'object' ? value : scalarNode(value, item.at) },
      ]),
    ),
    item.at,
  );
