import type { ContainerSpec } from '../../../contract/spec';
import { pair } from '../csv';
import type { Flag } from './types';
import { msg } from '../../../../texts/msg';
import { say, sayMsg } from '../../../../texts/say';

/** The part of a spec that a flag fills. */
type Part<K extends string, V> = (spec: ContainerSpec) => Record<K, V>;

/** How a word is a value and back; null: it is none. */
interface Form<V> {
  readonly read: (word: string) => V | null;
  readonly print: (value: V) => string;
  readonly wants: string;
}

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** As Go reads a switch's value; null: neither. */
export const readSwitch = (word: string): boolean | null =>
  TRUE.includes(word) ? true : FALSE.includes(word) ? false : null;

export const text = <K extends string>(name: string, part: Part<K, string>, key: K): Flag => ({
  name,
  read: ({ spec }, value) => {
    part(spec)[key] = value;
    return null;
  },
  print: (spec) => (part(spec)[key] === '' ? [] : [part(spec)[key]]),
});

export const toggle = <K extends string>(name: string, part: Part<K, boolean>, key: K): Flag => ({
  name,
  switch: true,
  read: ({ spec }, value) => {
    const read = readSwitch(value);
    if (read === null) return say('is either true or false');
    part(spec)[key] = read;
    return null;
  },
  print: (spec) => (part(spec)[key] ? ['true'] : []),
});

export const words = <K extends string>(name: string, part: Part<K, string[]>, key: K): Flag => ({
  name,
  read: ({ spec }, value) => {
    part(spec)[key].push(value);
    return null;
  },
  print: (spec) => part(spec)[key],
});

/** 0 is "not said". */
export const amount = <K extends string>(name: string, part: Part<K, number>, key: K, form: Form<number>): Flag => ({
  name,
  read: ({ spec }, value) => {
    const read = form.read(value);
    if (read === null) return sayMsg(form.wants);
    part(spec)[key] = read;
    return null;
  },
  print: (spec) => (part(spec)[key] === 0 ? [] : [form.print(part(spec)[key])]),
});

/** Any number of values of one form. */
export const many = <K extends string, V>(name: string, part: Part<K, V[]>, key: K, form: Form<V>): Flag => ({
  name,
  read: ({ spec }, value) => {
    const read = form.read(value);
    if (read === null) return sayMsg(form.wants);
    part(spec)[key].push(read);
    return null;
  },
  print: (spec) => part(spec)[key].map(form.print),
});

interface Pair {
  readonly name: string;
  readonly value: string;
}

/** A later one of the same name takes the earlier one's place. */
export function setPair(pairs: Pair[], next: Pair): void {
  const at = pairs.findIndex(({ name }) => name === next.name);
  if (at === -1) pairs.push(next);
  else pairs[at] = next;
}

/** `key=value`; a key alone has an empty value. */
export const pairs = <K extends string>(name: string, part: Part<K, Pair[]>, key: K): Flag => ({
  name,
  read: ({ spec }, value) => {
    const read = pair(value);
    if (read.name === '') return say('needs a name before the =');
    setPair(part(spec)[key], { name: read.name, value: read.value ?? '' });
    return null;
  },
  print: (spec) => part(spec)[key].map((each) => `${each.name}=${each.value}`),
});

export const integer: Form<number> = {
  read: (word) => (/^[+-]?\d+$/.test(word) ? Number(word) : null),
  print: String,
  wants: msg('is a whole number'),
};

export const decimal: Form<number> = {
  read: (word) => (/^\d*\.?\d+$|^\d+\.$/.test(word) ? Number(word) : null),
  print: String,
  wants: msg('is a number'),
};
