import ts from 'typescript';
import { placeOf, type Source, walk } from './sources';

/** Attributes and properties that a user reads. */
const SHOWN = new Set([
  ...[
    'label',
    'title',
    'aria-label',
    'aria-description',
    'aria-valuetext',
    'placeholder',
    'description',
    'hint',
    'legend',
  ],
  ...['alt', 'heading', 'confirmLabel', 'cancelLabel', 'endLabel', 'hideLabel', 'busyLabel', 'caption', 'advice'],
]);
/** What stands in these is code, and the same in every language. */
const CODE = new Set(['code', 'pre', 'samp', 'kbd', 'Kbd', 'style']);
/** The same in every language. */
const NAMES =
  /^(Slipway|Docker|Dockerfile|GitHub|Docker Hub|CPU|BuildKit|Compose|VM|ID|PID|PIDs|IPv4|IPv6|MAC|UTC|KVM|SSH|TLS|TCP|UDP|SCTP|daemon\.json|proxy\.conf)$/;
/** Examples of what is typed: addresses, paths, lines of the CLI. */
const EXAMPLE = /^\S*[\d:/.=_]\S*$|^[^a-z]+$|^(docker|sudo|compose|sh|CMD) [a-z[-]/;

const hasProse = (text: string): boolean =>
  /\p{L}{2}/u.test(text) && !NAMES.test(text.trim()) && !EXAMPLE.test(text.trim());

/** A single word of no capital: what a program is given as it stands. */
const isGiven = (name: string, shown: ts.Node): boolean =>
  name === 'placeholder' && ts.isStringLiteralLike(shown) && /^[a-z-]+$/.test(shown.text);

const tagOf = (element: ts.JsxElement): string =>
  ts.isIdentifier(element.openingElement.tagName) ? element.openingElement.tagName.text : '';

/** The strings that an expression may come to. */
function literalsOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return [node];
  if (ts.isJsxExpression(node)) return node.expression === undefined ? [] : literalsOf(node.expression);
  if (ts.isParenthesizedExpression(node)) return literalsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  return [];
}

const isProse = (node: ts.Node): boolean => {
  if (ts.isStringLiteralLike(node)) return hasProse(node.text);
  if (!ts.isTemplateExpression(node)) return false;
  const text = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('\u0001');
  return hasProse(text) && /\p{L}{2,}\s|\s\p{L}{2,}/u.test(text);
};

const nameOf = (name: ts.Node): string => (ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '');

/** The parts of `node` that a user would read. */
function shownIn(node: ts.Node): readonly ts.Node[] {
  if (ts.isJsxElement(node))
    return CODE.has(tagOf(node))
      ? []
      : node.children.flatMap((child) =>
          ts.isJsxText(child) ? (hasProse(child.text) ? [child] : []) : literalsOf(child).filter(isProse),
        );
  if (ts.isJsxFragment(node)) return node.children.filter((child) => ts.isJsxText(child) && hasProse(child.text));
  if (!ts.isJsxAttribute(node) && !ts.isPropertyAssignment(node)) return [];
  const name = nameOf(node.name);
  if (!SHOWN.has(name) || node.initializer === undefined) return [];
  return literalsOf(node.initializer).filter((shown) => isProse(shown) && !isGiven(name, shown));
}

/** Where the window would show a text that nobody translates. */
export function rawTexts(sources: readonly Source[]): readonly string[] {
  const found: string[] = [];
  for (const source of sources)
    walk(source.tree, (node) => {
      for (const shown of shownIn(node))
        found.push(`${placeOf(source, shown)}: ${shown.getText(source.tree).trim().slice(0, 80)}`);
    });
  return found;
}
