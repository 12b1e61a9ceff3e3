import * as v from 'valibot';
import type { SettingKey } from '../../contract/setting-words';
import { settingsValue } from '../../contract/settings';

export type Leaf = v.GenericSchema & { readonly fallback?: unknown };

/** A group's own settings; undefined: it is a setting itself. */
const entriesOf = (schema: v.GenericSchema): Readonly<Record<string, Leaf>> | undefined =>
  'entries' in schema ? (schema.entries as Readonly<Record<string, Leaf>>) : undefined;

/** Every setting by its key, in the contract's order. */
export const LEAVES: ReadonlyMap<string, Leaf> = new Map(
  Object.entries(settingsValue.entries).flatMap(([group, schema]): [string, Leaf][] => {
    const entries = entriesOf(schema);
    if (entries === undefined) return [[group, schema]];
    return Object.entries(entries).map(([name, leaf]) => [`${group}.${name}`, leaf]);
  }),
);

export const isSettingKey = (key: string): key is SettingKey => LEAVES.has(key);

/** Groups of settings; `theme` is in none. */
export const GROUPS: ReadonlySet<string> = new Set(
  [...LEAVES.keys()].filter((key) => key.includes('.')).map((key) => key.slice(0, key.indexOf('.'))),
);

/** Why this cannot be the value of that setting, in the schema's words; null: it can. */
export function refusal(leaf: Leaf, value: unknown): string | null {
  const reasons: string[] = [];
  // In place of the fallback, which hides the issues.
  const asked = {
    ...leaf,
    fallback: ({ issues }: v.OutputDataset<unknown, v.BaseIssue<unknown>>) =>
      void reasons.push(...(issues ?? []).map(({ message }) => message)),
  };
  const { issues = [] } = v.safeParse(asked, value);
  return [...reasons, ...issues.map(({ message }) => message)][0] ?? null;
}

const DEFAULTS: Readonly<Record<string, unknown>> = v.parse(settingsValue, {});

export function defaultOf(key: string): unknown {
  const [group = '', ...rest] = key.split('.');
  const part = DEFAULTS[group];
  if (rest.length === 0) return part;
  return typeof part === 'object' && part !== null ? Reflect.get(part, rest.join('.')) : undefined;
}
