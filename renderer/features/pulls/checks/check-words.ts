import type { CheckRun, ImageCheck } from '../../../../main/contract/pulls';
import { t } from '../../../lib/i18n';
import { agoWords } from '../../../lib/time';
import { faultWords } from '../fault-words';

const HUB = 'docker.io';

interface Where extends Pick<CheckRun, 'progress'> {
  readonly synced: boolean;
  readonly stale: boolean;
}

export function summaryWords(checks: readonly ImageCheck[], { synced, stale, progress }: Where): string {
  if (progress !== null && progress.of > 0)
    return t('Asking the registries: {done} of {of}.', { done: progress.done, of: progress.of });
  if (progress !== null) return t('Asking the registries.');
  if (stale) return t('The engine is out of reach: this is what was last known.');
  if (!synced) return t('Reading which images are in use.');
  if (checks.length === 0) return t('No container uses a tag that the engine has.');
  const newer = checks.filter(({ result }) => result === 'newer').length;
  const asked = checks.filter(({ checkedAt }) => checkedAt !== null).length;
  if (asked === 0)
    return t('{count, plural, one {# tag} other {# tags}} in use; no registry was asked yet.', {
      count: checks.length,
    });
  return newer === 0
    ? t('{count, plural, one {# tag} other {# tags}} in use; no newer image is known.', { count: checks.length })
    : t(
        '{count, plural, one {# tag} other {# tags}} in use; {newer, plural, one {# newer image} other {# newer images}}.',
        { count: checks.length, newer },
      );
}

/** Before it bites; '': it cannot. */
export function hubWords(checks: readonly ImageCheck[]): string {
  const count = checks.filter(({ registry }) => registry === HUB).length;
  return count === 0
    ? ''
    : t(
        '{count, plural, one {# tag} other {# tags}} of these {count, plural, one {is} other {are}} on Docker Hub. A check may count there as a pull, and pulls are limited for a time, most of all without a login.',
        { count },
      );
}

/** What is known of one. */
export function resultWords(check: ImageCheck, now: number): string {
  const { result, checkedAt, failure } = check;
  const when = checkedAt === null ? '' : t(', asked {checkedAt}', { checkedAt: agoWords(checkedAt, now) });
  if (result === 'local') return t('Never was in a registry, as far as the engine knows');
  if (failure !== null) return t('Not known: {title}{when}', { title: faultWords(failure, now).title, when });
  if (result === 'newer') return t('There is a newer one{when}', { when });
  if (result === 'current') return t('The newest{when}', { when });
  return t('Not asked yet');
}

export function usersWords({ users, older }: ImageCheck): string {
  const all = t('{users, plural, one {# container} other {# containers}}', { users });
  if (older === 0) return all;
  return older === users
    ? t('{all}, all still on an older image than the engine has', { all })
    : t('{all}, {older} still on an older image than the engine has', { all, older });
}
