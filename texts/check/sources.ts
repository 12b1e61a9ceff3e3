import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDERS = ['renderer', 'main'];
const IS_SOURCE = /\.tsx?$/;
const IS_TEST = /\.test\.tsx?$|[\\/]testing[\\/]/;

export interface Source {
  /** From the root of the repository. */
  readonly file: string;
  readonly tree: ts.SourceFile;
}

/** All that may hold texts of the product, read and parsed. */
export const readSources = (): readonly Source[] =>
  FOLDERS.flatMap((folder) =>
    fs
      .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name)),
  )
    .filter((file) => IS_SOURCE.test(file) && !IS_TEST.test(file))
    .sort()
    .map((file) => parse(file, fs.readFileSync(path.join(ROOT, file), 'utf8')));

export const parse = (file: string, text: string): Source => ({
  file,
  tree: ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    false,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  ),
});

/** `renderer/app/frame.tsx:12`. */
export const placeOf = ({ file, tree }: Source, node: ts.Node): string =>
  `${file}:${String(tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1)}`;

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
