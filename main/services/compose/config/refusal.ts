import type { ComposeProblem } from '../../../contract/compose-files';
import type { Reading } from '../model/types';
import { problemAt, problemOfNone } from '../reading/problems';
import { type At, type MapNode, type Node, nodeAt, type Source } from '../reading/tree';
import { say } from '../../../../texts/say';

/** What says nothing about the files. */
const CHATTER =
  /^\s*$|^(?:The Compose file .* is invalid because:|validating [^:]*:\s*$|Traceback |\s+File "|For more information)/;
const WARNING = /^(?:time="[^"]*" level=warning msg="(.*)"|WARNING: (.*)|WARN\[\d+\] (.*))$/;
const MOST = 50;

/** Words of a compose CLI about its own output. */
const plainWords = (line: string): string =>
  line
    .replace(/^(?:ERROR: |Error: |yaml: (?=construct errors))/, '')
    .replace(/\\"/g, '"')
    .trim();

function lineOf(source: Source, line: number): At {
  const start = source.lines[line - 1] ?? 0;
  const end = (source.lines[line] ?? source.text.length + 1) - 1;
  return { source, start: start + source.text.slice(start, end).search(/\S|$/), end };
}

/** `services.web.ports.0`: the last of its words that there is. */
function placeOfPath(project: MapNode, words: readonly string[]): At | null {
  let node: Node = project;
  let at: At | null = null;
  for (const word of words) {
    if (node.kind === 'map') {
      const entry = node.entries.get(word);
      if (entry === undefined) break;
      at = entry.key;
      node = entry.value;
    } else if (node.kind === 'list' && /^\d+$/.test(word)) {
      const item: Node | undefined = node.items[Number(word)];
      if (item === undefined) break;
      at = item.at;
      node = item;
    } else break;
  }
  return at;
}

/** Service names may hold dots: the longest that there is. */
function wordsOfPath(project: MapNode, said: string): readonly string[] {
  const [section = '', ...rest] = said.split('.');
  const known = nodeAt(project, section);
  for (let length = rest.length; length > 0; length -= 1) {
    const name = rest.slice(0, length).join('.');
    if (nodeAt(known, name) !== null) return [section, name, ...rest.slice(length)];
  }
  return [section, ...rest];
}

function placeByLine(line: string, { loaded }: Reading): At | null {
  const number = Number(/\bline (\d+)/.exec(line)?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) return null;
  const named = loaded.find(({ source }) => line.includes(source.path)) ?? loaded[0];
  return named === undefined ? null : lineOf(named.source, number);
}

function placeByName(line: string, { loaded }: Reading): At | null {
  const path = /\b((?:services|networks|volumes|secrets|configs)\.[\w.-]+(?:\[\d+\])?)/.exec(line)?.[1];
  const quotedNames = [...line.matchAll(/["'“]([\w.-]+)["'”]/g)].map(([, name]) => name ?? '');
  for (const { filled } of loaded) {
    const byPath =
      path === undefined ? null : placeOfPath(filled, wordsOfPath(filled, path.replace(/\[(\d+)\]/, '.$1')));
    if (byPath !== null) return byPath;
    const named = quotedNames.find((name) => nodeAt(filled, 'services', name) !== null);
    const key = quotedNames.find((name) => named !== undefined && nodeAt(filled, 'services', named, name) !== null);
    if (named !== undefined) return placeOfPath(filled, ['services', named, ...(key === undefined ? [] : [key])]);
  }
  return null;
}

function problemOf(line: string, reading: Reading, severity: ComposeProblem['severity']): ComposeProblem {
  const message = plainWords(line);
  const at = placeByLine(line, reading) ?? placeByName(line, reading);
  return at === null ? problemOfNone(severity, 'config', message) : problemAt(at, severity, 'config', [message, '']);
}

/** YAML errors of older compose go over lines: its first says the cause, the one with the place follows. */
function joined(lines: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (const line of lines)
    if (/^\s+in "/.test(line) && result.length > 0) result.push(`${result.pop() ?? ''} ${line.trim()}`);
    else result.push(line);
  return result;
}

/** What a compose CLI wrote about the files, each line at its place where that can be told. */
export function problemsOf(stderr: string, reading: Reading, failed: boolean): readonly ComposeProblem[] {
  const lines = joined(stderr.split('\n'))
    .filter((line) => !CHATTER.test(line))
    .slice(0, MOST);
  const problems = lines.map((line) => {
    const warning = WARNING.exec(line);
    const words = warning?.[1] ?? warning?.[2] ?? warning?.[3];
    return words === undefined
      ? problemOf(line, reading, failed ? 'error' : 'warning')
      : problemOf(words, reading, 'warning');
  });
  const silent = failed && !problems.some(({ severity }) => severity === 'error');
  return silent
    ? [...problems, problemOfNone('error', 'config', say('Compose refuses the files, and does not say why.'))]
    : problems;
}
