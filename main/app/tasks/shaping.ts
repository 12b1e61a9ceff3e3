import type { CloneProgress, UpdateProgress } from '../../contract/recreate';
import type { Bin } from '../../services/bin/bin';
import type { Recreate } from '../../services/recreate/recreate';
import type { TaskBegin, Tasks } from '../../services/shell/tasks';
import { narrated, reported, type Said } from '../../services/tasks/narrated';
import type { Texts } from '../../../texts/translate';

type T = Texts['t'];
type Begin = Omit<TaskBegin, 'cancel'>;

/** What a container is called; its id where nobody knows. */
export type NameOf = (id: string) => string;

interface Telling {
  readonly tasks: Tasks;
  readonly t: T;
  readonly nameOf: NameOf;
}

const never = new AbortController().signal;
const routeOf = (id: string): string => `/containers/${encodeURIComponent(id)}`;

/**
 * The same; edits, updates, clones and commits are told as tasks. Only a clone can be cancelled: it is undone whole. An edit
 * ends by itself, well or rolled back; the pull it begins with is a task of its own, and can be cancelled as such.
 */
export function recreateOf({ tasks, t, nameOf }: Telling, recreate: Recreate): Recreate {
  const beginOf = (id: string, title: string): Begin => ({ kind: 'container', title, route: routeOf(id) });
  const say = (item: UpdateProgress): Said => sayOfEdit(t, item);
  return {
    ...recreate,
    run: (wish) => {
      const begin = beginOf(wish.id, t('Edit {name}', { name: nameOf(wish.id) }));
      // It is begun by the call, so that a second one finds it under way.
      const told = recreate.run(wish, never);
      return narrated(tasks, { begin, say, cancellable: false, run: () => told });
    },
    updateImage: (wish) => {
      const begin = beginOf(wish.id, t('Update the image of {name}', { name: nameOf(wish.id) }));
      const told = recreate.updateImage(wish, never);
      return narrated(tasks, { begin, say, cancellable: false, run: () => told });
    },
    cloneState: (wish) => {
      const begin = beginOf(wish.id, t('Clone {name} from its current state', { name: nameOf(wish.id) }));
      const run = (cancelled: AbortSignal): AsyncIterable<CloneProgress> => recreate.cloneState(wish, cancelled);
      return narrated(tasks, { begin, run, cancellable: true, say: (item) => sayOfClone(t, item) });
    },
    commit: (wish) =>
      reported(tasks, beginOf(wish.id, t('Commit {name} to an image', { name: nameOf(wish.id) })), () =>
        recreate.commit(wish),
      ),
  };
}

/** The same; what is restored is told as a task. */
export const binOf = (tasks: Tasks, t: T, bin: Bin): Bin => ({
  ...bin,
  restore: (key, name) => {
    const begin: Begin = { kind: 'container', title: t('Restore from the bin'), route: '/bin', momentary: true };
    return reported(tasks, begin, () => bin.restore(key, name));
  },
  purge: (keys) => {
    const title = t('Delete {count, plural, one {# thing} other {# things}} from the bin', { count: keys.length });
    return reported(tasks, { kind: 'prune', title, route: '/bin', momentary: true }, () => bin.purge(keys));
  },
});

const joined = (words: string, detail: string): string => (detail === '' ? words : `${words} ${detail}`);

function sayOfEdit(t: T, item: UpdateProgress): Said {
  switch (item.type) {
    case 'step': {
      const words = joined(stepWords(t, item.step), item.detail);
      // Progress of a pull is no line each.
      return { type: 'step', words, ...((item.step !== 'pulling' || item.detail === '') && { line: words }) };
    }
    case 'done':
    case 'updated':
      return { type: 'end', outcome: 'done', words: item.warnings.join(' ') };
    case 'newest':
      return { type: 'end', outcome: 'done', words: t('It runs from the newest image already') };
    case 'unwell':
      return { type: 'end', outcome: 'failed', words: joined(t('The new container is not well'), item.reason) };
    case 'rolled-back':
      return {
        ...{ type: 'end', outcome: 'failed' },
        words: joined(t('The new one was not well; the old one is back'), item.reason),
      };
    case 'failed':
      return { type: 'end', outcome: 'failed', words: item.message };
  }
}

function sayOfClone(t: T, item: CloneProgress): Said {
  switch (item.type) {
    case 'step': {
      const words = joined(stepWords(t, item.step), item.detail);
      const size = item.bytes === 0 ? '' : t('{megabytes, number} MB', { megabytes: Math.round(item.bytes / 1e6) });
      return { type: 'step', words: joined(words, size), ...(item.bytes === 0 && { line: words }) };
    }
    case 'done':
      return { type: 'end', outcome: 'done', words: joined(item.name, item.warnings.join(' ')).trim() };
    case 'failed':
      return { type: 'end', outcome: 'failed', words: item.message };
  }
}

type StepName = Extract<UpdateProgress | CloneProgress, { readonly type: 'step' }>['step'];

function stepWords(t: T, step: StepName): string {
  switch (step) {
    case 'pulling':
      return t('Pulling the image');
    case 'stopping':
      return t('Stopping');
    case 'renaming':
      return t('Renaming to');
    case 'creating':
      return t('Creating');
    case 'connecting':
      return t('Connecting');
    case 'starting':
      return t('Starting');
    case 'watching':
      return t('Watching whether it is well');
    case 'rolling-back':
      return t('Going back');
    case 'committing':
      return t('Committing its state');
    case 'copying':
      return t('Copying volume');
    case 'undoing':
      return t('Removing what was made');
  }
}
