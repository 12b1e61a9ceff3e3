import type { Flag } from './types';

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
  told('pull', (value) => `--pull ${value}: whether an image is pulled is asked for when the container is made`),
  told('cidfile', (value) => `--cidfile ${value}: no file with the container's id is written`),
  told('env-file', (value) => `--env-file ${value}: the file cannot be read here; paste its lines among the variables`),
  told('label-file', (value) => `--label-file ${value}: the file cannot be read here; give the labels themselves`),
  told('use-api-socket', () => '--use-api-socket: mount the socket as a volume instead', SWITCH),
];
