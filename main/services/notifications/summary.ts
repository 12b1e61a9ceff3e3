import type { NoticeKind } from '../../contract/notifications';
import type { Texts } from '../../../texts/translate';
import type { Words } from './types';

/** What is said of many of a kind at once. */
export const summaryWords =
  (t: Texts['t']) =>
  (kind: NoticeKind, subjects: readonly string[], count: number): Words => ({
    title: titleOf(t, kind, count),
    body: count > subjects.length ? t('{names} and others', { names: subjects.join(', ') }) : subjects.join(', '),
  });

function titleOf(t: Texts['t'], kind: NoticeKind, count: number): string {
  switch (kind) {
    case 'died':
      return t('{count, plural, one {# container} other {# containers}} ended by themselves', { count });
    case 'unhealthy':
      return t('{count, plural, one {# container is} other {# containers are}} unhealthy', { count });
    case 'outOfMemory':
      return t('{count, plural, one {# container} other {# containers}} ran out of memory', { count });
    case 'pattern':
      return t('Patterns found in {count, plural, one {# log} other {# logs}}', { count });
    case 'lowDisk':
      return t('Little room left on {count, plural, one {# disk} other {# disks}}', { count });
    case 'longTask':
      return t('{count, plural, one {# task} other {# tasks}} ended', { count });
  }
}
