import schema from '../../../assets/settings.schema.json';
import { SETTING_WORDS, type SettingKey } from '../../../main/contract/setting-words';
import { said, t } from '../../lib/i18n';

/** What is read of a setting's JSON Schema. */
interface Node {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly default?: unknown;
}

/** How a setting is changed. `own`: where it is used, or by a form of its own. */
export type Control =
  | { readonly type: 'switch' }
  | { readonly type: 'choice'; readonly choices: readonly (readonly [value: string, label: string])[] }
  | { readonly type: 'number'; readonly whole: boolean; readonly least: number; readonly most: number }
  | { readonly type: 'text'; readonly longest: number; readonly pattern: RegExp | null }
  | { readonly type: 'own' };

export interface Field {
  readonly key: SettingKey;
  readonly title: string;
  readonly description: string;
  readonly control: Control;
  /** What a number counts, and how much of what is stored makes one of it. */
  readonly unit: string;
  readonly scale: number;
  readonly restart: 'engine' | 'app' | null;
  readonly standard: unknown;
  /** What a search looks in, in lower case. */
  readonly words: string;
}

function controlOf(node: Node, choices: Readonly<Record<string, string>>): Control {
  if (node.enum !== undefined && Object.keys(choices).length > 0)
    return { type: 'choice', choices: node.enum.map((value) => [value, said(choices[value] ?? value)] as const) };
  switch (node.type) {
    case 'boolean':
      return { type: 'switch' };
    case 'integer':
    case 'number': {
      const { minimum: least = -Infinity, maximum: most = Infinity } = node;
      return { type: 'number', whole: node.type === 'integer', least, most };
    }
    case 'string': {
      const pattern = node.pattern === undefined ? null : new RegExp(node.pattern, 'u');
      return { type: 'text', longest: node.maxLength ?? Infinity, pattern };
    }
    default:
      return { type: 'own' };
  }
}

function fieldOf(key: SettingKey, node: Node): Field {
  const { title, description, unit, choices = {}, restart = null } = SETTING_WORDS[key];
  const told = { title: said(title), description: said(description) };
  const control = controlOf(node, choices);
  const labels = control.type === 'choice' ? control.choices.map(([, label]) => label) : [];
  return {
    ...{ key, control, restart, ...told },
    ...{ unit: said(unit?.name ?? ''), scale: unit?.scale ?? 1, standard: node.default },
    words: [told.title, told.description, key, ...labels].join('\n').toLowerCase(),
  };
}

const nodeOf = (key: string): Node => {
  const [group = '', name] = key.split('.');
  const properties: Readonly<Record<string, Node & { readonly properties?: Readonly<Record<string, Node>> }>> =
    schema.properties;
  return (name === undefined ? properties[group] : properties[group]?.properties?.[name]) ?? {};
};

const isKey = (key: string): key is SettingKey => key in SETTING_WORDS;

export const FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.keys(SETTING_WORDS)
    .filter(isKey)
    .map((key) => [key, fieldOf(key, nodeOf(key))]),
);

/** A value as it stands in its box. */
export const shownNumber = ({ scale }: Field, value: unknown): string =>
  typeof value === 'number' ? String(Math.round((value / scale) * 1000) / 1000) : '';

/** What a box holds, as it is stored; or what is wrong with it, in a sentence. */
export function readBox(field: Field, text: string): { readonly value: unknown } | { readonly problem: string } {
  const { control, scale } = field;
  if (control.type !== 'number') return readText(control, text);
  const least = control.least / scale;
  const most = control.most / scale;
  const typed = /^\s*-?\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : NaN;
  const value = Math.round(typed * scale);
  if (typed >= least && typed <= most && (!control.whole || Number.isInteger(typed)))
    return { value: scale === 1 ? typed : value };
  return {
    problem: control.whole
      ? t('A whole number from {least} to {most}.', { least, most })
      : t('A number from {least} to {most}.', { least, most }),
  };
}

function readText(control: Control, text: string): { readonly value: unknown } | { readonly problem: string } {
  if (control.type !== 'text') return { value: text };
  if (text.length > control.longest) return { problem: t('At most {most} characters.', { most: control.longest }) };
  if (control.pattern?.test(text) === false) return { problem: t('There are characters in it that cannot be used.') };
  return { value: text };
}

/** A default, or what counts now, in a few words. */
export function valueWords({ control, unit, ...field }: Field, value: unknown): string {
  if (control.type === 'choice') return control.choices.find(([each]) => each === value)?.[1] ?? String(value);
  if (typeof value === 'boolean') return value ? t('on') : t('off');
  if (typeof value === 'number') return `${shownNumber({ control, unit, ...field }, value)} ${unit}`.trim();
  if (Array.isArray(value)) return t('{count, plural, one {# entry} other {# entries}}', { count: value.length });
  if (typeof value === 'string' && value !== '') return value;
  return t('nothing');
}
