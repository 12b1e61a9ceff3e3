import type { Text } from '@codemirror/state';

/** As language services count: both from 0, `character` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export function positionAt(doc: Text, at: number): Position {
  const line = doc.lineAt(at);
  return { line: line.number - 1, character: at - line.from };
}

/** The nearest there is: a service may name the line after the last. */
export function offsetAt(doc: Text, { line, character }: Position): number {
  if (line >= doc.lines) return doc.length;
  const found = doc.line(Math.max(0, line) + 1);
  return Math.min(found.to, found.from + Math.max(0, character));
}
