import path from 'node:path';

/** A project's name of any text, as compose makes it; '': nothing is left of it. */
export const normalName = (said: string): string =>
  said
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[-_]+/, '');

interface Names {
  /** `--project-name`. */
  readonly chosen: string;
  /** COMPOSE_PROJECT_NAME. */
  readonly environment: string;
  /** `name:` of the files; the last one counts. */
  readonly file: string;
  readonly folder: string;
}

export const projectName = ({ chosen, environment, file, folder }: Names): string =>
  [chosen, environment, file, path.basename(folder), 'default'].map(normalName).find((name) => name !== '') ??
  'default';
