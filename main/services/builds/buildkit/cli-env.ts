import { withoutLeading } from '../../engine/cli-endpoint';
import type { Env } from '../../engine/env';

/** What would lead the CLI to other wishes. */
const WISHES = ['DOCKER_DEFAULT_PLATFORM', 'BUILDX_BUILDER', 'BUILDKIT_HOST', 'BUILDKIT_PROGRESS', 'DOCKER_BUILDKIT'];

/** The CLI's environment: the user's own, but for where the engine is. */
export const cliEnv = (env: Env): Env => ({
  ...withoutLeading(env, WISHES),
  ...{ DOCKER_BUILDKIT: '1', DOCKER_CLI_HINTS: 'false', NO_COLOR: '1' },
});
