import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { offsetAt, positionAt } from './positions';
import { proposalsAt } from './run-flags';
import { service } from './service';

/** The names of the service's kinds (CompletionItemKind), as CodeMirror has icons for them. */
const KINDS: Readonly<Record<number, string>> = { 5: 'property', 6: 'variable', 14: 'keyword', 18: 'namespace' };

type Item = Awaited<ReturnType<typeof service.computeCompletionItems>>[number];

function documentation(item: Item): string {
  const { documentation: found } = service.resolveCompletionItem(item);
  return typeof found === 'string' ? found : (found?.value ?? '');
}

function completionOf(item: Item): Completion {
  const words = documentation(item);
  return {
    ...{ label: item.label, apply: item.textEdit?.newText ?? item.label },
    ...(item.kind !== undefined && { type: KINDS[item.kind] ?? 'text' }),
    ...(words !== '' && { info: words }),
  };
}

/** There the service would ask Docker Hub for the image's tags: a page calls nobody. */
const IN_TAG = /^\s*FROM\s+(--\S+\s+)?[^\s$]+[:@]\S*$/i;

/** Instructions, flags, stages and variables, where they may stand. */
export async function completeDockerfile(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  // Nothing is typed yet: it would open by itself on every new line.
  if (!explicit && context.matchBefore(/[\w$={,-]+$/) === null) return null;
  const { doc } = state;
  const line = doc.lineAt(pos);
  if (IN_TAG.test(line.text.slice(0, pos - line.from))) return null;
  const text = doc.toString();
  const position = positionAt(doc, pos);
  const own = proposalsAt(text, position);
  if (own !== null && (own.labels.length > 0 || explicit)) {
    const from = offsetAt(doc, { ...position, character: own.from });
    return { from, options: own.labels.map((label) => ({ label, type: 'property' })), filter: true };
  }
  const items = await service.computeCompletionItems(text, position);
  const [first] = items;
  if (first === undefined || context.aborted) return null;
  const start = first.textEdit !== undefined && 'range' in first.textEdit ? first.textEdit.range.start : position;
  return { from: offsetAt(doc, start), options: items.map(completionOf) };
}
