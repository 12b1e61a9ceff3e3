import ts from 'typescript';
import { placeOf, type Source, walk } from './sources';

export interface Extracted {
  /** English texts, sorted. */
  readonly messages: readonly string[];
  /** Places where a text is not spelled out, so that nobody could translate it. */
  readonly faults: readonly string[];
}

/** Calls whose first argument is a text: `t` is called as such, or of a `Texts`. */
const SAYS = new Set(['t', 'msg', 'say']);
/** Where texts are handed on. */
const HOUSE = /^texts\/|^renderer\/lib\/i18n\.tsx$/;

const calledName = ({ expression }: ts.CallExpression): string | null => {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 't' ? 't' : null;
};

/** The expression that holds the text, if `node` says one. */
function textIn(node: ts.Node): ts.Node | null {
  if (ts.isCallExpression(node)) {
    const name = calledName(node);
    return name !== null && SAYS.has(name) ? (node.arguments[0] ?? null) : null;
  }
  const isTrans =
    (ts.isJsxSelfClosingElement(node) || ts.isJsxOpeningElement(node)) &&
    ts.isIdentifier(node.tagName) &&
    node.tagName.text === 'Trans';
  if (!isTrans) return null;
  const text = node.attributes.properties.find(
    (each) => ts.isJsxAttribute(each) && ts.isIdentifier(each.name) && each.name.text === 'text',
  );
  if (text === undefined || !ts.isJsxAttribute(text) || text.initializer === undefined) return node;
  const { initializer } = text;
  return ts.isJsxExpression(initializer) ? (initializer.expression ?? node) : initializer;
}

/** All texts of the sources. */
export function extract(sources: readonly Source[]): Extracted {
  const messages = new Set<string>();
  const faults: string[] = [];
  for (const source of sources) {
    if (HOUSE.test(source.file.replaceAll('\\', '/'))) continue;
    walk(source.tree, (node) => {
      const text = textIn(node);
      if (text === null) return;
      if (ts.isStringLiteralLike(text)) messages.add(text.text);
      else faults.push(placeOf(source, text));
    });
  }
  return { messages: [...messages].sort(), faults };
}
