import { IntlMessageFormat } from 'intl-messageformat';
import type { Catalogue } from '../translate';

type Elements = ReturnType<IntlMessageFormat['getAst']>;
type Element = Elements[number];
/** The type of a text in the parser's tree. */
const LITERAL = '0';

/** What a message asks for: its values and tags, and which plural forms it has. */
interface Shape {
  readonly names: ReadonlySet<string>;
  /** Of each plural, its categories; `=1` and the like are left out. */
  readonly plurals: readonly ReadonlySet<string>[];
}

const optionsOf = (element: Element): Readonly<Record<string, { readonly value: Elements }>> =>
  'options' in element ? element.options : {};

function shapeOf(elements: Elements): Shape {
  const names = new Set<string>();
  const plurals: Set<string>[] = [];
  const visit = (element: Element): void => {
    // `#` has no value; that of text is what is said.
    if ('value' in element && String(element.type) !== LITERAL) names.add(element.value);
    const options = optionsOf(element);
    if ('pluralType' in element)
      plurals.push(new Set(Object.keys(options).filter((category) => !category.startsWith('='))));
    for (const { value } of Object.values(options)) value.forEach(visit);
    if ('children' in element) element.children.forEach(visit);
  };
  elements.forEach(visit);
  return { names, plurals };
}

const parsed = (text: string, language: string): Elements => new IntlMessageFormat(text, language).getAst();

const listed = (names: ReadonlySet<string>): string => [...names].sort().join(', ');

const edges = (text: string): string => `${/^\s*/.exec(text)?.[0] ?? ''}|${/\s*$/.exec(text)?.[0] ?? ''}`;

/** What is wrong with one text and its translation; '': nothing. */
function faultOf(source: string, translated: string, language: string): string {
  try {
    const [wanted, given] = [shapeOf(parsed(source, 'en')), shapeOf(parsed(translated, language))];
    if (listed(wanted.names) !== listed(given.names))
      return `it has ${listed(given.names) || 'nothing'} in place of ${listed(wanted.names) || 'nothing'}`;
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const lacking = needed.filter((category) => given.plurals.some((forms) => !forms.has(category)));
    if (lacking.length > 0) return `it lacks the plural ${lacking.join(', ')}`;
    return edges(source) === edges(translated) ? '' : 'it begins or ends with other spaces';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export interface Comparison {
  /** Texts without a translation. */
  readonly missing: readonly string[];
  /** Translations of no text. */
  readonly leftOver: readonly string[];
  /** Translations that do not fit, with the reason. */
  readonly wrong: readonly string[];
}

/** English is compared with itself: then only what cannot be read is wrong. */
export function compare(messages: readonly string[], catalogue: Catalogue, language: string): Comparison {
  const known = new Set(messages);
  return {
    missing: messages.filter((message) => !Object.hasOwn(catalogue, message)),
    leftOver: Object.keys(catalogue).filter((message) => !known.has(message)),
    wrong: Object.entries(catalogue).flatMap(([source, translated]) => {
      const fault = known.has(source) ? faultOf(source, translated, language) : '';
      return fault === '' ? [] : [`${source} -> ${translated}: ${fault}`];
    }),
  };
}
