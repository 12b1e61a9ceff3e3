import ts from 'typescript';
import { placeOf, type Source, walk } from './sources';

/** Calls whose arguments are said by the catalogue, are for the log, or are compared, not shown. */
const HEARD = new Set([
  ...['t', 'msg', 'say', 'sayMsg', 'parts'],
  ...['log', 'debug', 'logError', 'log.error', 'includes', 'startsWith', 'endsWith'],
]);
/** What no page shows: the terminal's words, the wire's own faults, files and JSON Schema for other programs, text for machines. */
const ASIDE =
  /^main\/(hosts|rpc\/wire|contract)\/|^main\/services\/(log|settings\/json-schema|compose\/templates|machine\/agent|machine\/drivers\/(vfkit|wsl2))\b/;

const nameOfLog = (of: ts.Node): string => (ts.isIdentifier(of) ? of.text : '');

const calledName = ({ expression }: ts.CallExpression): string => {
  if (ts.isIdentifier(expression)) return expression.text;
  if (!ts.isPropertyAccessExpression(expression)) return '';
  const name = expression.name.text;
  return name === 'error' && /log$/i.test(nameOfLog(expression.expression)) ? 'log.error' : name;
};

/** The text with a word in place of each value; null: it is none. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('Value');
}

/** A sentence begins with a capital or a quotation, has three words or more, and ends with a full stop. */
const isSentence = (text: string): boolean =>
  /^["“]?[A-Z]/.test(text) &&
  /[.!?]["”)]?$/.test(text.trim()) &&
  /\w[’'”"]?,? ["“]?\w+,? ["“]?\w/.test(text) &&
  !text.includes('\n');

/** Sentences of main that are not said by the catalogue: they would be English in every language. */
export function unsaid(sources: readonly Source[]): readonly string[] {
  const found: string[] = [];
  const heard = new Set<ts.Node>();
  for (const source of sources) {
    if (ASIDE.test(source.file.replaceAll('\\', '/'))) continue;
    walk(source.tree, (node) => {
      if (heard.has(node)) {
        ts.forEachChild(node, (child) => void heard.add(child));
        return;
      }
      if (ts.isCallExpression(node) && HEARD.has(calledName(node)))
        for (const given of node.arguments) heard.add(given);
      const text = textOf(node);
      if (text !== null && isSentence(text)) found.push(`${placeOf(source, node)}: ${text.slice(0, 80)}`);
    });
  }
  return found;
}
