import { type Reading, RunLineError } from './types';
import { say } from '../../../../texts/say';

const PROGRAMS = ['docker', 'podman', 'nerdctl', 'docker.exe', 'podman.exe', 'nerdctl.exe'];
/** Prompts, and what people put before the command. */
const PROMPTS = ['$', '%', '>', 'PS>'];
const BEFORE = ['sudo', 'doas', 'winpty', 'exec', 'command', 'time', 'nohup'];
/** Flags of sudo and of docker itself that take a value. */
const SUDO_WITH_VALUE = /^-[ughpCRTD]$/;
const GLOBAL_WITH_VALUE = [
  ...['-H', '--host', '-c', '--context', '--config', '-l', '--log-level', '-n', '--namespace', '--address'],
  ...['--tlscacert', '--tlscert', '--tlskey', '--connection', '--url'],
];
const VERBS = ['run', 'create'];

const programOf = (word: string): string => word.split(/[\\/]/).at(-1)?.toLowerCase() ?? '';

/** Where the words of the shell and of sudo end. */
function afterPrelude(words: readonly string[], note: Reading['note']): number {
  let at = 0;
  let within = '';
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    if (PROGRAMS.includes(programOf(word)) || VERBS.includes(word)) return at;
    if (PROMPTS.includes(word)) continue;
    if (/^[A-Za-z_]\w*=/.test(word))
      note('not-kept', say('{word}: a variable of the shell the line is run in', { word }));
    else if (BEFORE.includes(word)) within = word;
    else if (word.startsWith('-') && within !== '') at += SUDO_WITH_VALUE.test(word) ? 1 : 0;
    else break;
  }
  throw new RunLineError(say('This is not a docker run line.'), words[at] ?? '');
}

/** docker's own flags: which engine is meant is chosen in the window, so they are named. */
function afterGlobals(words: readonly string[], from: number, note: Reading['note']): number {
  let at = from;
  while (words[at]?.startsWith('-') === true) {
    const word = words[at] ?? '';
    const value = GLOBAL_WITH_VALUE.includes(word) ? words[at + 1] : undefined;
    note(
      'not-kept',
      say('{value}: the engine in use is taken', { value: [word, ...(value === undefined ? [] : [value])].join(' ') }),
    );
    at += value === undefined ? 1 : 2;
  }
  return at;
}

/** How many words stand before the flags of `docker run`, `docker create` and their longer forms. Throws RunLineError. */
export function commandWords(words: readonly string[], note: Reading['note']): number {
  if (words.length === 0) throw new RunLineError(say('There is no line to read.'), '');
  let at = afterPrelude(words, note);
  if (PROGRAMS.includes(programOf(words[at] ?? ''))) at = afterGlobals(words, at + 1, note);
  if (words[at] === 'container') at++;
  const verb = words[at] ?? '';
  if (!VERBS.includes(verb)) throw new RunLineError(say('Only docker run and docker create lines can be read.'), verb);
  return at + 1;
}
