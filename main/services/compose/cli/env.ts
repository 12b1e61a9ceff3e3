import { withoutLeading } from '../../engine/cli-endpoint';
import { type Env, variable } from '../../engine/env';
import type { ComposePlace } from '../../../contract/compose';

/** What the place says, or what would say it otherwise where the place leaves it to compose; and how it talks to us. */
const LEFT_OUT = [
  ...['COMPOSE_FILE', 'COMPOSE_PROJECT_NAME', 'COMPOSE_PROFILES', 'COMPOSE_ENV_FILES', 'COMPOSE_PATH_SEPARATOR'],
  ...[
    'COMPOSE_DISABLE_ENV_FILE',
    'COMPOSE_PROGRESS',
    'COMPOSE_ANSI',
    'COMPOSE_STATUS_STDOUT',
    'COMPOSE_REMOVE_ORPHANS',
  ],
  ...['COMPOSE_API_VERSION', 'COMPOSE_MENU', 'BUILDKIT_PROGRESS'],
];

/** The user's own environment, but for where the engine is and what the place says. */
export const withoutPlace = (env: Env): Env => withoutLeading(env, LEFT_OUT);

/** The same for the CLI. */
export const composeEnv = (env: Env, folder: string): Env => ({
  ...withoutPlace(env),
  // As in a shell that stands in the folder: files may say `${PWD}`.
  ...{ PWD: folder, DOCKER_CLI_HINTS: 'false' },
});

/** What a user's shell has of that which is left out and no flag overrules. */
export function contradicting(env: Env, { files, profiles, envFiles, name }: ComposePlace): readonly string[] {
  const names = [
    ...(files.length === 0 ? ['COMPOSE_FILE'] : []),
    ...(profiles.length === 0 ? ['COMPOSE_PROFILES'] : []),
    ...(envFiles.length === 0 ? ['COMPOSE_ENV_FILES', 'COMPOSE_DISABLE_ENV_FILE'] : []),
    ...(name === '' ? ['COMPOSE_PROJECT_NAME'] : []),
    'COMPOSE_REMOVE_ORPHANS',
  ];
  return names.filter((each) => variable(env, each) !== null);
}
