import path from 'node:path';

/** What a Dockerfile is called unless somebody says otherwise. */
export const DEFAULT_NAME = 'Dockerfile';
const IGNORE_ENDING = '.dockerignore';

export const isIgnoreName = (file: string): boolean => path.basename(file).endsWith(IGNORE_ENDING);

/** Whether a file is called as Dockerfiles are. */
export const isDockerfileName = (file: string): boolean =>
  !isIgnoreName(file) && /^(docker|container)file(\..+)?$|.\.(docker|container)file$/i.test(path.basename(file));

/** The ignore files that a build looks for, the first that is there counts. `own`: as BuildKit does; the CLI without it knows no other than the folder's. */
export const ignoreNames = (folder: string, dockerfile: string, own: boolean): readonly string[] => [
  ...(own ? [`${dockerfile}${IGNORE_ENDING}`] : []),
  path.join(folder, IGNORE_ENDING),
];
