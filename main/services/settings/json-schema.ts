import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { SETTING_WORDS, type SettingWords } from '../../contract/setting-words';
import { defaultOf, isSettingKey, LEAVES } from './leaves';

type Properties = Record<string, JsonSchema>;

const RESTARTS = { engine: 'Counts from the next start of the engine.', app: 'Counts from the next start of Slipway.' };

const describe = ({ description, unit, restart }: SettingWords): string =>
  [
    description,
    unit?.scale === undefined ? '' : `1 ${unit.name} is ${String(unit.scale)}.`,
    restart === undefined ? '' : RESTARTS[restart],
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');

function leafSchema(key: string): JsonSchema {
  const leaf = LEAVES.get(key);
  if (leaf === undefined || !isSettingKey(key)) throw new Error(`${key} is no setting`);
  const words = SETTING_WORDS[key];
  const { $schema: _dialect, ...schema } = toJsonSchema(leaf, {
    typeMode: 'input',
    target: 'draft-07',
    // JSON Schema's patterns are Unicode-aware already.
    overrideAction: ({ valibotAction, jsonSchema }) =>
      'requirement' in valibotAction && valibotAction.requirement instanceof RegExp
        ? { ...jsonSchema, pattern: valibotAction.requirement.source }
        : undefined,
  });
  const standard = defaultOf(key);
  return {
    title: words.title,
    description: describe(words),
    ...schema,
    ...(isJson(standard) && { default: standard }),
  };
}

const isJson = (value: unknown): value is NonNullable<JsonSchema['default']> => value !== undefined;

/** The settings file's JSON Schema (draft-07, which editors know best), made from the contract and its words. */
export function settingsJsonSchema(): JsonSchema {
  const properties: Properties = {
    $schema: { type: 'string' },
    version: { type: 'integer', minimum: 1, description: 'Of the file’s form; written by Slipway.' },
  };
  const groups: Record<string, Properties> = {};
  for (const key of LEAVES.keys()) {
    const [group = '', name] = key.split('.');
    if (name === undefined) properties[key] = leafSchema(key);
    else (groups[group] ??= {})[name] = leafSchema(key);
  }
  for (const [group, entries] of Object.entries(groups))
    properties[group] = { type: 'object', properties: entries, additionalProperties: false };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of Slipway',
    description: 'Whatever is missing has its default. A change counts as soon as the file is saved.',
    type: 'object',
    properties,
    additionalProperties: false,
  };
}
