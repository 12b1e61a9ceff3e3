import type { GenericSchema } from 'valibot';

/** 0 to 1, from a seed: the same seed, the same numbers. */
export type Random = () => number;

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: Random, values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)];

/** What somebody would try who means harm, or has a bug. */
const ODD: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    Number.MAX_SAFE_INTEGER,
    1e308,
    '',
    'a',
    '0',
    '../../etc/passwd',
    '/',
    '-rf',
    '--privileged',
  ],
  ...['__proto__', 'constructor', '\u0000', '\u202e', '<img src=x onerror=1>', 'x'.repeat(5000), '\ud800', "';--"],
  ...[[], {}, [[]], { then: 1 }, { length: 1e9 }, { toString: 1 }, [null], { constructor: { prototype: {} } }],
];
const WORDS: readonly string[] = [
  ...[
    'a',
    'web',
    '/tmp/x',
    'sha256:abc',
    'slipway/welcome:latest',
    '127.0.0.1',
    '80',
    '',
    'linux/amd64',
    'key-1',
    'C:\\x',
  ],
  ...[
    '0123456789ab',
    '0'.repeat(64),
    'http://127.0.0.1:80/',
    'unix:///x.sock',
    '2026-11-21T12:00:00Z',
    'a=b',
    '10.0.0.0/8',
  ],
];
const NUMBERS: readonly number[] = [0, 1, 2, 10, 80, 100, 1000, 65_535, 1_700_000_000_000, 4096];

/** What schemas are made of, as valibot keeps it. */
interface Parts {
  readonly type: string;
  readonly entries?: Readonly<Record<string, GenericSchema>>;
  readonly options?: readonly unknown[];
  readonly item?: GenericSchema;
  readonly items?: readonly GenericSchema[];
  readonly wrapped?: GenericSchema;
  readonly key?: GenericSchema;
  readonly value?: unknown;
  readonly literal?: unknown;
  readonly pipe?: readonly GenericSchema[];
}

const isSchema = (value: unknown): value is GenericSchema =>
  typeof value === 'object' && value !== null && 'type' in value;

/** A value that the schema, its checks left aside, would take: most of such pass, all of them get near. */
export function plausible(schema: GenericSchema, random: Random): unknown {
  const parts: Parts = schema;
  const of = (inner: unknown): unknown => (isSchema(inner) ? plausible(inner, random) : undefined);
  const many = <T>(make: () => T): T[] => Array.from({ length: Math.floor(random() * 3) }, make);
  switch (parts.type) {
    case 'string':
      return pick(random, WORDS);
    case 'number':
      return pick(random, NUMBERS);
    case 'boolean':
      return random() < 0.5;
    case 'literal':
      return parts.literal;
    case 'picklist':
      return pick(random, parts.options ?? []);
    case 'nullable':
      return random() < 0.3 ? null : of(parts.wrapped);
    case 'optional':
    case 'exact_optional':
      return random() < 0.3 ? undefined : of(parts.wrapped);
    case 'array':
      return many(() => of(parts.item));
    case 'tuple':
      return (parts.items ?? []).map(of);
    case 'record':
      return Object.fromEntries(many(() => [String(of(parts.key)), of(parts.value)]));
    case 'union':
    case 'variant':
      return of(pick(random, parts.options ?? []));
    case 'instance':
      return new Uint8Array(3);
    case 'object':
    case 'strict_object':
    case 'loose_object':
      return Object.fromEntries(Object.entries(parts.entries ?? {}).map(([name, entry]) => [name, of(entry)]));
    default:
      return undefined;
  }
}

const isList = (value: object): value is readonly unknown[] => Array.isArray(value);

/** The value with something odd at one place in it, or as it was. */
export function hurt(value: unknown, random: Random): unknown {
  const chance = random();
  if (chance < 0.25) return value;
  if (chance < 0.45 || typeof value !== 'object' || value === null || value instanceof Uint8Array)
    return pick(random, ODD);
  if (isList(value))
    return value.length === 0 ? [pick(random, ODD)] : value.map((item) => (random() < 0.5 ? hurt(item, random) : item));
  const names = Object.keys(value);
  const name = pick(random, names);
  if (name === undefined || chance < 0.5) return { ...value, [String(pick(random, WORDS))]: pick(random, ODD) };
  if (chance < 0.6) return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
  return Object.fromEntries(
    Object.entries(value).map(([other, inner]) => [other, other === name ? hurt(inner, random) : inner]),
  );
}

/** The value with every text in it, or most, one of `words`. */
export function named(value: unknown, words: readonly string[], random: Random): unknown {
  if (typeof value === 'string') return random() < 0.8 ? pick(random, words) : value;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (isList(value)) return value.map((item) => named(item, words, random));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, named(inner, words, random)]));
}
