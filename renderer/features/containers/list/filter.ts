import type { ContainerRow } from '../../../../main/contract/containers';

/** Field terms of the filter; what else stands before a colon is plain text (`nginx:1.25`). */
export const FILTER_FIELDS = [
  'state',
  'health',
  'project',
  'service',
  'name',
  'image',
  'id',
  'port',
  'label',
  'network',
  'volume',
] as const;
type Field = (typeof FILTER_FIELDS)[number];

interface Term {
  readonly field: Field | null;
  /** Lower case. */
  readonly value: string;
  readonly negated: boolean;
  /** A quoted field value is met by the whole value only. */
  readonly whole: boolean;
}

export type Filter = readonly Term[];

const TOKEN = /(-?)(?:([a-z]+):)?((?:[^\s"]|"[^"]*"?)+)/gi;
const STOPPED = new Set(['created', 'exited', 'dead']);
/** Shorter ones would be found in half of all ids by chance. */
const SHORTEST_ID = 4;

const asField = (name: string | undefined): Field | null =>
  FILTER_FIELDS.find((field) => field === name?.toLowerCase()) ?? null;

/** `web state:running -label:env=prod "two words"`: all terms must be met; a leading `-` turns one round. */
export const parseFilter = (text: string): Filter =>
  [...text.matchAll(TOKEN)].map(asTerm).filter((term) => term !== null);

function asTerm([token, dash, name, rest = '']: RegExpMatchArray): Term | null {
  const field = asField(name);
  const text = field === null && name !== undefined ? `${name}:${rest}` : rest;
  const value = text.replaceAll('"', '').toLowerCase();
  // A lone `-` or `state:` is still being typed: it asks for nothing yet.
  const unfinished = value === '' || token === '-' || (text.endsWith(':') && asField(text.slice(0, -1)) !== null);
  return unfinished ? null : { field, value, negated: dash === '-', whole: text.startsWith('"') };
}

/** Lower-cased text of a row, made once for each row object. */
interface Haystack {
  readonly name: string;
  readonly image: string;
  readonly id: string;
  readonly labels: readonly (readonly [key: string, value: string])[];
  /** Name, image and labels, a line each. */
  readonly text: string;
}

const haystacks = new WeakMap<ContainerRow, Haystack>();

function haystackOf(row: ContainerRow): Haystack {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const labels = Object.entries(row.labels).map(([key, value]) => [key.toLowerCase(), value.toLowerCase()] as const);
  const name = row.name.toLowerCase();
  const image = row.image.toLowerCase();
  const text = [name, image, ...labels.map(([key, value]) => `${key}=${value}`)].join('\n');
  const made = { name, image, id: row.id.toLowerCase(), labels, text };
  haystacks.set(row, made);
  return made;
}

const hasPort = (row: ContainerRow, value: string, exact: boolean): boolean =>
  row.ports.some(({ hostPort, containerPort, protocol }) =>
    [hostPort, containerPort].some((port) => {
      if (port === null) return false;
      const text = String(port);
      return exact ? text === value || `${text}/${protocol}` === value : text.startsWith(value);
    }),
  );

function hasLabel({ labels }: Haystack, wanted: string): boolean {
  const cut = wanted.indexOf('=');
  if (cut < 0) return labels.some(([key]) => key.includes(wanted));
  const [key, value] = [wanted.slice(0, cut), wanted.slice(cut + 1)];
  return labels.some((label) => label[0] === key && label[1] === value);
}

const hasState = (row: ContainerRow, value: string): boolean =>
  row.state.startsWith(value) || (value === 'stopped' && STOPPED.has(row.state));

const hasText = (row: ContainerRow, hay: Haystack, value: string): boolean =>
  hay.text.includes(value) ||
  (value.length >= SHORTEST_ID && hay.id.startsWith(value)) ||
  (/^\d+$/.test(value) && hasPort(row, value, false));

function meets(row: ContainerRow, { field, value, whole }: Term): boolean {
  const hay = haystackOf(row);
  const within = (text: string | null): boolean => {
    const lower = text?.toLowerCase() ?? '';
    return whole ? lower === value : lower.includes(value);
  };
  switch (field) {
    case null:
      return hasText(row, hay, value);
    case 'state':
      return hasState(row, value);
    case 'health':
      return row.health.startsWith(value);
    case 'label':
      return hasLabel(hay, value);
    case 'port':
      return hasPort(row, value, true);
    case 'id':
      return hay.id.startsWith(value);
    case 'name':
      return within(row.name);
    case 'image':
      return within(row.image);
    case 'project':
      return within(row.project);
    case 'service':
      return within(row.service);
    case 'network':
      return row.networks.some(within);
    case 'volume':
      return row.volumes.some(within);
  }
}

export const matches = (filter: Filter, row: ContainerRow): boolean =>
  filter.every((term) => meets(row, term) !== term.negated);
