import type { CheckRun, ImageCheck } from '../../../../main/contract/pulls';
import { agoWords } from '../../../lib/time';
import { faultWords } from '../fault-words';

const HUB = 'docker.io';

const plural = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`;

interface Where extends Pick<CheckRun, 'progress'> {
  readonly synced: boolean;
  readonly stale: boolean;
}

export function summaryWords(checks: readonly ImageCheck[], { synced, stale, progress }: Where): string {
  if (progress !== null && progress.of > 0)
    return `Asking the registries: ${String(progress.done)} of ${String(progress.of)}.`;
  if (progress !== null) return 'Asking the registries.';
  if (stale) return 'The engine is out of reach: this is what was last known.';
  if (!synced) return 'Reading which images are in use.';
  if (checks.length === 0) return 'No container uses a tag that the engine has.';
  const newer = checks.filter(({ result }) => result === 'newer').length;
  const asked = checks.filter(({ checkedAt }) => checkedAt !== null).length;
  if (asked === 0) return `${plural(checks.length, 'tag')} in use; no registry was asked yet.`;
  return newer === 0
    ? `${plural(checks.length, 'tag')} in use; no newer image is known.`
    : `${plural(checks.length, 'tag')} in use; ${plural(newer, 'newer image')}.`;
}

/** Before it bites; '': it cannot. */
export function hubWords(checks: readonly ImageCheck[]): string {
  const count = checks.filter(({ registry }) => registry === HUB).length;
  return count === 0
    ? ''
    : `${plural(count, 'tag')} of these ${count === 1 ? 'is' : 'are'} on Docker Hub. A check may count there as a pull, and pulls are limited for a time, most of all without a login.`;
}

/** What is known of one. */
export function resultWords(check: ImageCheck, now: number): string {
  const { result, checkedAt, failure } = check;
  const when = checkedAt === null ? '' : `, asked ${agoWords(checkedAt, now)}`;
  if (result === 'local') return 'Never was in a registry, as far as the engine knows';
  if (failure !== null) return `Not known: ${faultWords(failure, now).title}${when}`;
  if (result === 'newer') return `There is a newer one${when}`;
  if (result === 'current') return `The newest${when}`;
  return 'Not asked yet';
}

export function usersWords({ users, older }: ImageCheck): string {
  const all = plural(users, 'container');
  if (older === 0) return all;
  return `${all}, ${older === users ? 'all' : String(older)} still on an older image than the engine has`;
}
