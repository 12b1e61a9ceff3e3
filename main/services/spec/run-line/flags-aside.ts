import type { Flag } from './types';
import { say } from '../../../../texts/say';

/** Understood, and about the run itself: a spec is the same without. */
const silent = (name: string, more: Omit<Flag, 'name' | 'read'> = {}): Flag => ({ name, ...more, read: () => null });

const told = (name: string, words: (value: string) => string, more: Omit<Flag, 'name' | 'read'> = {}): Flag => ({
  ...{ name, ...more },
  read: ({ note }, value) => {
    note('not-kept', words(value));
    return null;
  },
});

const SWITCH = { switch: true } as const;

export const ASIDE: readonly Flag[] = [
  silent('detach', { ...SWITCH, short: 'd' }),
  silent('attach', { short: 'a' }),
  silent('detach-keys'),
  silent('sig-proxy', SWITCH),
  silent('quiet', { ...SWITCH, short: 'q' }),
  silent('disable-content-trust', SWITCH),
  silent('help', SWITCH),
  told('pull', (value) =>
    say('--pull {value}: whether an image is pulled is asked for when the container is made', { value }),
  ),
  told('cidfile', (value) => say("--cidfile {value}: no file with the container's id is written", { value })),
  told('env-file', (value) =>
    say('--env-file {value}: the file cannot be read here; paste its lines among the variables', { value }),
  ),
  told('label-file', (value) =>
    say('--label-file {value}: the file cannot be read here; give the labels themselves', { value }),
  ),
  told('use-api-socket', () => say('--use-api-socket: mount the socket as a volume instead'), SWITCH),
];
