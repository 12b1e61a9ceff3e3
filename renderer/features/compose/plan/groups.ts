import type { PlanEntry } from '../../../../main/contract/compose-files';
import { t } from '../../../lib/i18n';

type Action = PlanEntry['action'];

interface Words {
  /** Of a group: "To recreate". */
  readonly title: string;
  /** In the summary, after a number: "3 to recreate". */
  readonly count: string;
}

/** In the order in which they matter. */
const WORDS: Readonly<Record<Action, Words>> = {
  remove: { title: t('To remove'), count: t('to remove') },
  recreate: { title: t('To recreate'), count: t('to recreate') },
  create: { title: t('To create'), count: t('to create') },
  build: { title: t('To build'), count: t('to build') },
  pull: { title: t('To pull'), count: t('to pull') },
  start: { title: t('To start'), count: t('to start') },
  orphan: { title: t('Orphans: of no service of the files, left as they are'), count: 'orphaned' },
  leave: { title: t('Left as they are'), count: t('left as they are') },
};

const ORDER = Object.keys(WORDS).filter((action): action is Action => Object.hasOwn(WORDS, action));

interface PlanGroup {
  readonly action: Action;
  readonly title: string;
  readonly entries: readonly PlanEntry[];
}

export const groupsOf = (entries: readonly PlanEntry[]): readonly PlanGroup[] =>
  ORDER.map((action) => ({
    action,
    title: WORDS[action].title,
    entries: entries.filter((entry) => entry.action === action),
  })).filter((group) => group.entries.length > 0);

/** All in a line: `1 to recreate, 2 to create. First 1 image is to be built.` */
export function summaryOf(entries: readonly PlanEntry[]): string {
  const counts = groupsOf(entries).map(({ action, entries: { length } }) => `${String(length)} ${WORDS[action].count}`);
  if (counts.length === 0) return t('The files define nothing that an up would make.');
  const isIdle = entries.every(({ action }) => action === 'leave' || action === 'orphan');
  const first = (kind: PlanEntry['first'], what: string): readonly string[] => {
    const count = entries.filter((entry) => entry.first === kind).length;
    return count === 0 ? [] : [t('{count, plural, one {# image} other {# images}} to {what}', { count, what })];
  };
  const before = [...first('build', 'build'), ...first('pull', 'pull')];
  return [
    `${isIdle ? t('Nothing to do: ') : ''}${counts.join(', ')}.`,
    ...(before.length === 0 ? [] : [t('Before that {before}.', { before: before.join(' and ') })]),
  ].join(' ');
}

/** What changed, where the key alone does not say it. */
export function reasonWords(key: string): string {
  switch (key) {
    case 'image-id':
      return t('the tag is another image now');
    case 'replicas':
      return t('how many containers');
    case 'dependency':
      return t('a service it depends on is recreated');
    case 'configuration':
      return t('its configuration; compose does not say which key');
    default:
      return key;
  }
}

/** Whether the words say it all, so that the key is none of the file's. */
export const isOwnReason = (key: string): boolean => reasonWords(key) !== key;
