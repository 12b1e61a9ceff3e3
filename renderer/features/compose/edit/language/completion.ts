import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Text } from '@codemirror/state';
import {
  type ComposeKey,
  type ComposeKeyTable,
  composePlaceAt,
} from '../../../../../main/contract/compose-keys/tables';
import { t } from '../../../../lib/i18n';
import { keysBeside, yamlPlaceAt, type YamlPlace } from '../../../../ui/code-editor/yaml/place';
import { type Knowledge, variableWords } from './knowledge';

const SCALARS = new Set(['text', 'number', 'boolean']);
const RESTARTS = ['no', 'always', 'on-failure', 'unless-stopped'];
const NEWLY = t('compose v2');

/** How a key is written: with what has to follow it. */
function applyOf(name: string, { kinds }: ComposeKey, { column, flow }: YamlPlace): string {
  if (flow || kinds.some((kind) => SCALARS.has(kind))) return `${name}: `;
  const indent = ' '.repeat(column + 2);
  return kinds.includes('map') ? `${name}:\n${indent}` : `${name}:\n${indent}- `;
}

function keyOptions(table: ComposeKeyTable, place: YamlPlace, present: ReadonlySet<string>, bare: boolean) {
  return Object.entries(table)
    .filter(([name]) => !present.has(name))
    .map(([name, key]): Completion => ({
      ...{ label: name, type: 'property', apply: bare ? name : applyOf(name, key, place), info: key.doc },
      ...(key.since === 'v2' && { detail: NEWLY }),
    }));
}

/** What a single value may be, or each of a list. */
function valueOptions(key: ComposeKey, { names }: Knowledge): readonly Completion[] {
  const of = (labels: readonly string[], type: string): readonly Completion[] =>
    labels.map((label) => ({ label, type }));
  if (key.names !== undefined) {
    const known = of(names[key.names], 'variable');
    return key.format === 'mount' ? known.map((one) => ({ ...one, apply: `${one.label}:/` })) : known;
  }
  if (key.values !== undefined) return of(key.values, 'enum');
  if (key.format === 'boolean') return of(['true', 'false'], 'enum');
  return key.format === 'restart' ? of(RESTARTS, 'enum') : [];
}

/** Values of which a part is fixed. */
function namespaceOptions(key: string | 0 | undefined, { names }: Knowledge): readonly Completion[] {
  if (key !== 'network_mode' && key !== 'pid' && key !== 'ipc') return [];
  const fixed = key === 'network_mode' ? ['bridge', 'host', 'none'] : ['host'];
  return [...fixed, ...names.services.map((name) => `service:${name}`)].map((label) => ({ label, type: 'enum' }));
}

interface Typing {
  readonly doc: Text;
  readonly place: YamlPlace;
  readonly line: number;
  readonly known: Knowledge;
  /** What follows a key is there already. */
  readonly bare: boolean;
}

function inMap({ doc, place, line, known, bare }: Typing): readonly Completion[] {
  const { table, key } = composePlaceAt(place.path);
  const present = place.flow ? new Set<string>() : keysBeside(doc, line, place.column);
  if (table !== null) return keyOptions(table, place, present, bare);
  if (key?.names === undefined) return [];
  const isList = !key.kinds.includes('map') && !place.flow;
  return known.names[key.names]
    .filter((name) => !present.has(name))
    .map((label) => ({ label, type: 'variable', apply: isList ? `- ${label}` : bare ? label : `${label}:` }));
}

function optionsAt(typing: Typing): readonly Completion[] {
  const { place, known, bare } = typing;
  const { path, slot } = place;
  if (slot === 'key') return inMap(typing);
  if (slot === 'value') {
    const { key } = composePlaceAt(path);
    return key === null ? [] : [...valueOptions(key, known), ...namespaceOptions(path.at(-1), known)];
  }
  const { key } = composePlaceAt(path.slice(0, -1));
  const { table } = composePlaceAt(path);
  return [
    ...(key === null ? [] : valueOptions(key, known)),
    ...(table === null || place.flow ? [] : keyOptions(table, place, new Set(), bare)),
  ];
}

/** Variables behind `$` or `${`, with what they are now. */
function variablesAt(context: CompletionContext, known: Knowledge): CompletionResult | null {
  const typed = context.matchBefore(/\$\{?\w*$/);
  if (typed === null) return null;
  const dollars = /\$*$/.exec(context.state.sliceDoc(Math.max(0, typed.from - 50), typed.from))?.[0].length ?? 0;
  if (dollars % 2 === 1) return null;
  const inBraces = typed.text.startsWith('${');
  const closed = context.state.sliceDoc(context.pos, context.pos + 1) === '}';
  return {
    from: typed.from + (inBraces ? 2 : 1),
    options: known.variables.map((variable) => ({
      ...{ label: variable.name, type: 'variable', info: variableWords(variable) },
      apply: inBraces && !closed ? `${variable.name}}` : variable.name,
    })),
    validFor: /^\w*$/,
  };
}

/** Keys, values, names and variables, as the compose specification and the files themselves have them. */
export const completeCompose =
  (knowledge: () => Knowledge) =>
  (context: CompletionContext): CompletionResult | null => {
    const { state, pos, explicit } = context;
    const known = knowledge();
    const variables = variablesAt(context, known);
    if (variables !== null) return variables;
    const place = yamlPlaceAt(state.doc, pos);
    if (place === null || (place.slot === 'value' && state.sliceDoc(pos - 1, pos) === ':')) return null;
    // Nothing is typed yet: keys would open by themselves on every new line.
    if (!explicit && place.word === '' && place.slot !== 'value') return null;
    const word = /^["']?([\w.:/-]*)$/.exec(place.word);
    if (word === null) return null;
    const line = state.doc.lineAt(pos);
    const bare = /^[\w.-]*\s*:/.test(line.text.slice(pos - line.from));
    const options = optionsAt({ doc: state.doc, place, line: line.number, known, bare });
    return options.length === 0 ? null : { from: pos - (word[1] ?? '').length, options, validFor: /^[\w.-]*$/ };
  };
