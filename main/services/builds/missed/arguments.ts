import type { Instruction } from '../dockerfile/parse';
import type { Wish } from '../types';

/** A build argument as it stands: its value, or null where it has none. */
export type Values = ReadonlyMap<string, string | null>;

/** Where an instruction stands. */
interface Place {
  readonly stage: number;
  readonly line: number;
}

const ARG = /^([A-Za-z_]\w*)(?:=(.*))?$/s;

const defaultsOf = (text: string): readonly (readonly [string, string | null])[] =>
  text.split(/\s+(?=[A-Za-z_]\w*(?:=|\s|$))/).flatMap((word) => {
    const [, name, value] = ARG.exec(word.trim()) ?? [];
    return name === undefined ? [] : [[name, value ?? null] as const];
  });

const declared = (instructions: readonly Instruction[], { stage, line }: Place) =>
  instructions
    .filter((each) => each.keyword === 'ARG' && each.stage === stage && each.line < line)
    .flatMap(({ text }) => defaultsOf(text));

/** The arguments that are declared before a place in its stage. */
export function valuesAt(instructions: readonly Instruction[], place: Place, wished: Wish['args']): Values {
  const given = new Map(wished.map(({ name, value }) => [name, value]));
  const global = new Map(declared(instructions, { stage: -1, line: Infinity }));
  const values = new Map<string, string | null>();
  for (const [name, value] of declared(instructions, place))
    values.set(name, given.get(name) ?? value ?? global.get(name) ?? null);
  return values;
}

const mentions = (text: string, name: string): boolean => new RegExp(`\\$(?:${name}\\b|\\{${name}\\b)`).test(text);

/** Those that count for an instruction: a RUN has all of them in its environment. */
const used = ({ keyword, text }: Instruction, values: Values): Values =>
  keyword === 'RUN' ? values : new Map([...values].filter(([name]) => mentions(text, name)));

/** Their names. */
export function changedArguments(instruction: Instruction, before: Values, now: Values): readonly string[] {
  const [old, fresh] = [used(instruction, before), used(instruction, now)];
  const names = new Set([...old.keys(), ...fresh.keys()]);
  return [...names].filter((name) => old.get(name) !== fresh.get(name) || old.has(name) !== fresh.has(name));
}

/** `$NAME` and `${NAME}` replaced; null: something is left that cannot be told. */
export function expanded(text: string, values: Values): string | null {
  const whole = text.replace(
    /\$(?:(\w+)|\{(\w+)\})/g,
    (said, bare?: string, braced?: string) => values.get(bare ?? braced ?? '') ?? said,
  );
  return whole.includes('$') || whole === '' ? null : whole.replace(/^(["'])(.*)\1$/, '$2');
}
