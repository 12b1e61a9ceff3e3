import { commandLine, shellQuote } from '../engine/shell-quote';

export type FileDeed =
  | { readonly do: 'download'; readonly path: string; readonly folder: boolean; readonly filename: string }
  | { readonly do: 'upload'; readonly folder: string; readonly name: string }
  | { readonly do: 'run'; readonly argv: readonly string[] };

const SHORT_ID = 12;

/** The docker CLI line that does the same in a container. `prefix` is quoted already. */
export function cliLine(prefix: string, id: string, deed: FileDeed): string {
  const target = id.slice(0, SHORT_ID);
  const line = (...words: readonly string[]): string => commandLine(prefix, words);
  switch (deed.do) {
    case 'download':
      return deed.folder
        ? `${line('cp', `${target}:${deed.path}`, '-')} > ${shellQuote(deed.filename)}`
        : line('cp', `${target}:${deed.path}`, `./${deed.filename}`);
    case 'upload':
      return line('cp', `./${deed.name}`, `${target}:${deed.folder === '/' ? '/' : `${deed.folder}/`}${deed.name}`);
    case 'run':
      return line('exec', '-u', '0', target, ...deed.argv);
  }
}
