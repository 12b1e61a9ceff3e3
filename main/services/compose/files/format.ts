import { parseDocument, visit } from 'yaml';
import { parseYaml } from '../reading/parse';
import { createProblems } from '../reading/problems';
import { plainOf, sourceOf } from '../reading/tree';
import { ComposeFault } from '../types';
import { say } from '../../../../texts/say';

interface Meaning {
  /** As JSON. */
  readonly data: string;
  readonly error: string;
}

function meaningOf(text: string): Meaning {
  const problems = createProblems();
  const node = parseYaml(sourceOf('', text), problems);
  const first = problems.list().find(({ severity }) => severity === 'error');
  const error = first === undefined ? '' : `Line ${first.line}: ${first.message}`;
  return { data: node === null ? '' : JSON.stringify(plainOf(node)), error };
}

function print(text: string): string {
  // All is text here, so that numbers stay as they are written.
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent', keepSourceTokens: false });
  visit(document, {
    Map: (_key, node) => {
      // Short lists stay on their line: that is how commands are written.
      if (node.items.length > 0) node.flow = false;
    },
  });
  return document.toString({ lineWidth: 0, indent: 2, indentSeq: true, flowCollectionPadding: false, nullStr: '' });
}

/** The same in YAML's block style, its comments kept. Throws ComposeFault `bad-wish` where it does not parse, or would mean something else. */
export function formatText(text: string): string {
  const before = meaningOf(text);
  if (before.error !== '') throw new ComposeFault('bad-wish', '', before.error);
  const formatted = print(text);
  const comments = (said: string): number => said.split('#').length;
  if (meaningOf(formatted).data !== before.data || comments(formatted) < comments(text))
    throw new ComposeFault('bad-wish', '', say('It cannot be formatted without changing what it says.'));
  return formatted;
}
