import type { PlanEntry } from '../../../../main/contract/compose-files';

type Action = PlanEntry['action'];

interface Words {
  /** Of a group: "To recreate". */
  readonly title: string;
  /** In the summary, after a number: "3 to recreate". */
  readonly count: string;
}

/** In the order in which they matter. */
const WORDS: Readonly<Record<Action, Words>> = {
  remove: { title: 'To remove', count: 'to remove' },
  recreate: { title: 'To recreate', count: 'to recreate' },
  create: { title: 'To create', count: 'to create' },
  build: { title: 'To build', count: 'to build' },
  pull: { title: 'To pull', count: 'to pull' },
  start: { title: 'To start', count: 'to start' },
  orphan: { title: 'Orphans: of no service of the files, left as they are', count: 'orphaned' },
  leave: { title: 'Left as they are', count: 'left as they are' },
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

const plural = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`;

/** All in a line: `1 to recreate, 2 to create. First 1 image is to be built.` */
export function summaryOf(entries: readonly PlanEntry[]): string {
  const counts = groupsOf(entries).map(({ action, entries: { length } }) => `${String(length)} ${WORDS[action].count}`);
  if (counts.length === 0) return 'The files define nothing that an up would make.';
  const isIdle = entries.every(({ action }) => action === 'leave' || action === 'orphan');
  const first = (kind: PlanEntry['first'], what: string): readonly string[] => {
    const count = entries.filter((entry) => entry.first === kind).length;
    return count === 0 ? [] : [`${plural(count, 'image')} to ${what}`];
  };
  const before = [...first('build', 'build'), ...first('pull', 'pull')];
  return [
    `${isIdle ? 'Nothing to do: ' : ''}${counts.join(', ')}.`,
    ...(before.length === 0 ? [] : [`Before that ${before.join(' and ')}.`]),
  ].join(' ');
}

/** What changed, where the key alone does not say it. */
export function reasonWords(key: string): string {
  switch (key) {
    case 'image-id':
      return 'the tag is another image now';
    case 'replicas':
      return 'how many containers';
    case 'dependency':
      return 'a service it depends on is recreated';
    case 'configuration':
      return 'its configuration; compose does not say which key';
    default:
      return key;
  }
}

/** Whether the words say it all, so that the key is none of the file's. */
export const isOwnReason = (key: string): boolean => reasonWords(key) !== key;
