import type { JobProgress } from '../../contract/containers';
import type { DiskAction, DiskProgress } from '../../contract/disk';
import type { ImageRemoval } from '../../contract/images';
import type { RemovalProgress } from '../../contract/volumes';
import type { Bin } from '../../services/bin/bin';
import type { Containers } from '../../services/containers/containers';
import type { Disk } from '../../services/disk/disk';
import type { Images } from '../../services/images/images';
import type { Networks } from '../../services/networks/networks';
import type { Recreate } from '../../services/recreate/recreate';
import type { Tasks } from '../../services/shell/tasks';
import { type Job, type JobWords, lasting, type Step } from '../../services/tasks/lasting';
import type { Volumes } from '../../services/volumes/volumes';
import type { Texts } from '../../../texts/translate';
import { containersWords, containerWords } from './container-words';
import { binOf, type NameOf, recreateOf } from './shaping';

type T = Texts['t'];

/** What a page begins, as tasks: it goes on when that page is gone. */
export interface Jobs {
  containers(containers: Containers): Containers;
  images(images: Images): Images;
  volumes(volumes: Volumes): Volumes;
  networks(networks: Networks): Networks;
  disk(disk: Disk): Disk;
  recreate(recreate: Recreate, nameOf: NameOf): Recreate;
  bin(bin: Bin): Bin;
}

/** `isKept`: it is copied into the bin first, which can be cut short; what the engine was asked for cannot. */
type Parts<P> = Omit<Job<P>, 'words' | 'cancellable'> & { readonly isKept?: boolean };
type RunJob = <P>(parts: Parts<P>, signal: AbortSignal) => AsyncIterable<P>;

/** @param ended Of a handler's signal: aborted when the job is to end, and not because the page is gone. */
export function createJobs(tasks: Tasks, t: T, ended: (signal: AbortSignal) => AbortSignal): Jobs {
  const words = jobWords(t);
  const run: RunJob = ({ isKept = false, begin, ...parts }, signal) => {
    const isOne = parts.total === 1;
    const job = { ...parts, words, begin: { ...begin, momentary: isOne }, cancellable: !isOne || isKept };
    return lasting(tasks, job, ended(signal));
  };
  return {
    containers: (containers) => containersOf(run, t, containers),
    images: (images) => imagesOf(run, t, images),
    volumes: (volumes) => volumesOf(run, t, volumes),
    networks: (networks) => networksOf(run, t, networks),
    disk: (disk) => diskOf(run, t, disk),
    recreate: (recreate, nameOf) => recreateOf({ tasks, t, nameOf }, recreate),
    bin: (bin) => binOf(tasks, t, bin),
  };
}

const jobWords = (t: T): JobWords => ({
  sofar: (done, total) => t('{done, number} of {total, number}', { done, total }),
  over: (done, failed, skipped) =>
    [
      done > 0 ? t('{done, number} done', { done }) : '',
      failed > 0 ? t('{failed, number} failed', { failed }) : '',
      skipped > 0 ? t('{skipped, number} not begun', { skipped }) : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
});

const containersOf = (run: RunJob, t: T, containers: Containers): Containers => ({
  ...containers,
  run: (wish, signal) => {
    const { action, ids } = wish;
    const [id = '', ...others] = [...new Set(ids)];
    const total = 1 + others.length;
    const title = total === 1 ? containerWords(t, action, containers.nameOf(id)) : containersWords(t, action, total);
    const begin = { kind: total === 1 ? 'container' : 'bulk', title, route: '/containers' } as const;
    const parts = { begin, total, stepOf: stepOfJob, isKept: action === 'remove' && wish.keep === true };
    return run({ ...parts, run: (during) => containers.run(wish, during) }, signal);
  },
});

const imagesOf = (run: RunJob, t: T, images: Images): Images => ({
  ...images,
  remove: (targets, force, signal) => {
    const total = targets.length;
    const names = new Map(targets.map((target) => [target.id, target.names[0] ?? target.id]));
    const [first = ''] = names.values();
    const title =
      total === 1
        ? t('Delete image {name}', { name: first })
        : t('Delete {count, plural, one {# image} other {# images}}', { count: total });
    const stepOfImage = ({ id, outcome, message }: ImageRemoval): Step => stepOf(outcome, names.get(id) ?? id, message);
    return run(
      {
        ...{ begin: { kind: total === 1 ? 'image' : 'bulk', title, route: '/images' }, total, stepOf: stepOfImage },
        run: (during) => images.remove(targets, force, during),
      },
      signal,
    );
  },
});

const volumesOf = (run: RunJob, t: T, volumes: Volumes): Volumes => ({
  ...volumes,
  remove: (names, keep, signal) => {
    const [name = ''] = names;
    const total = names.length;
    const title =
      total === 1
        ? t('Delete volume {name}', { name })
        : t('Delete {count, plural, one {# volume} other {# volumes}}', { count: total });
    const begin = { kind: total === 1 ? 'volume' : 'bulk', title, route: '/volumes' } as const;
    const stepOfVolume = ({ name: of, outcome, message }: RemovalProgress): Step =>
      stepOf(outcome, of, outcome === 'keeping' ? t('Copying it into the bin') : message);
    const parts = { begin, total, stepOf: stepOfVolume, isKept: keep };
    return run({ ...parts, run: (during) => volumes.remove(names, keep, during) }, signal);
  },
});

const networksOf = (run: RunJob, t: T, networks: Networks): Networks => ({
  ...networks,
  remove: (wish, signal) => {
    const total = wish.ids.length;
    const title = t('Delete {count, plural, one {# network} other {# networks}}', { count: total });
    const begin = { kind: 'bulk', title, route: '/networks' } as const;
    return run({ begin, total, stepOf: stepOfJob, run: (during) => networks.remove(wish, during) }, signal);
  },
});

const diskOf = (run: RunJob, t: T, disk: Disk): Disk => ({
  ...disk,
  act: (wish, signal) => {
    const total = wish.targets.length;
    const begin = { kind: 'prune', title: diskTitle(t, wish.action, total), route: '/disk' } as const;
    return run({ begin, total, stepOf: stepOfDisk, run: (during) => disk.act(wish, during) }, signal);
  },
});

const stepOfJob = ({ outcome, name, message }: JobProgress): Step => stepOf(outcome, name, message);
const stepOfDisk = (progress: DiskProgress): Step | null =>
  progress.type === 'item' ? stepOf(progress.outcome, progress.name, progress.message) : null;

function stepOf(outcome: string, name: string, message: string): Step {
  switch (outcome) {
    case 'done':
    case 'untagged':
      return { outcome: 'done', name, message };
    case 'failed':
    case 'skipped':
      return { outcome, name, message };
    default:
      return { outcome: 'begun', name, message };
  }
}

const diskTitle = (t: T, action: DiskAction, count: number): string =>
  action === 'remove'
    ? t('Delete {count, plural, one {# thing} other {# things}}', { count })
    : containersWords(t, action, count);
