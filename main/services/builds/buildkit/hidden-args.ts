import type { Env } from '../../engine/env';
import type { Wish } from '../types';

/** What the CLI itself, its plugins or the system would take for theirs. */
const TAKEN = /^(PATH|HOME|USER|SHELL|TMPDIR|TEMP|TMP|LANG|NO_COLOR|SYSTEMROOT|APPDATA|USERPROFILE|PROGRAM\w*)$/i;
const TAKEN_GROUPS = /^(DOCKER|BUILDX|BUILDKIT|COMPOSE|LD|DYLD|LC|XDG|SSH|SSL|GO|GIT|NODE|OTEL)_?|_proxy$/i;
const NAME = /^[A-Za-z_]\w*$/;

/**
 * The same wish with the values of build arguments in the environment, where the CLI looks for those without a value: every
 * user of this computer can read a process's command line, and only its own user its environment.
 */
export function hiddenArgs(wish: Wish, env: Env): { readonly wish: Wish; readonly env: Env } {
  const counts = new Map<string, number>();
  for (const { name } of wish.args) counts.set(name, (counts.get(name) ?? 0) + 1);
  const canHide = ({ name, value }: Wish['args'][number]): boolean =>
    value !== null && counts.get(name) === 1 && NAME.test(name) && !TAKEN.test(name) && !TAKEN_GROUPS.test(name);
  const hidden = wish.args.filter(canHide);
  return {
    wish: { ...wish, args: wish.args.map((arg) => (canHide(arg) ? { ...arg, value: null } : arg)) },
    env: { ...env, ...Object.fromEntries(hidden.map(({ name, value }) => [name, value ?? ''])) },
  };
}
