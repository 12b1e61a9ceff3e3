import type { ContainerRow } from '../../../../main/contract/containers';
import { hasLabel, isWithin, parseTerms, type Term } from '../../../lib/filter-terms';

/** Field terms of the filter. */
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

export type Filter = readonly Term<Field>[];

const STOPPED = new Set(['created', 'exited', 'dead']);
/** Shorter ones would be found in half of all ids by chance. */
const SHORTEST_ID = 4;

export const parseFilter = (text: string): Filter => parseTerms(text, FILTER_FIELDS);

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

const hasState = (row: ContainerRow, value: string): boolean =>
  row.state.startsWith(value) || (value === 'stopped' && STOPPED.has(row.state));

const hasText = (row: ContainerRow, hay: Haystack, value: string): boolean =>
  hay.text.includes(value) ||
  (value.length >= SHORTEST_ID && hay.id.startsWith(value)) ||
  (/^\d+$/.test(value) && hasPort(row, value, false));

function meets(row: ContainerRow, term: Term<Field>): boolean {
  const { field, value } = term;
  const hay = haystackOf(row);
  const within = (text: string | null): boolean => isWithin(text, term);
  switch (field) {
    case null:
      return hasText(row, hay, value);
    case 'state':
      return hasState(row, value);
    case 'health':
      return row.health.startsWith(value);
    case 'label':
      return hasLabel(hay.labels, value);
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
