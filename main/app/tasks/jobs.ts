import type { ContainerAction, ContainerJob, JobProgress } from '../../contract/containers';
import type { DiskAction, DiskProgress } from '../../contract/disk';
import type { ImageRemoval } from '../../contract/images';
import type { RemovalProgress } from '../../contract/volumes';
import type { Containers } from '../../services/containers/containers';
import type { Disk } from '../../services/disk/disk';
import type { Images } from '../../services/images/images';
import type { Networks } from '../../services/networks/networks';
import type { Tasks } from '../../services/shell/tasks';
import { type Job, type JobWords, lasting, type Step } from '../../services/tasks/lasting';
import type { Volumes } from '../../services/volumes/volumes';
import type { Texts } from '../../../texts/translate';

type T = Texts['t'];

/** Jobs on many things, as tasks: they go on when the page that began them is gone. */
export interface Jobs {
  containers(containers: Containers): Containers;
  images(images: Images): Images;
  volumes(volumes: Volumes): Volumes;
  networks(networks: Networks): Networks;
  disk(disk: Disk): Disk;
}

type RunJob = <P>(parts: Omit<Job<P>, 'words'>, signal: AbortSignal) => AsyncIterable<P>;

/** @param ended Of a handler's signal: aborted when the job is to end, and not because the page is gone. */
export function createJobs(tasks: Tasks, t: T, ended: (signal: AbortSignal) => AbortSignal): Jobs {
  const words = jobWords(t);
  const run: RunJob = (parts, signal) =>
    // One thing is done in a moment, and its row shows it.
    parts.total > 1 ? lasting(tasks, { ...parts, words }, ended(signal)) : parts.run(signal);
  return {
    containers: (containers) => containersOf(run, t, containers),
    images: (images) => imagesOf(run, t, images),
    volumes: (volumes) => volumesOf(run, t, volumes),
    networks: (networks) => networksOf(run, t, networks),
    disk: (disk) => diskOf(run, t, disk),
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
    const begin = { kind: 'bulk', title: containersTitle(t, wish), route: '/containers' } as const;
    const parts = { begin, total: new Set(wish.ids).size, stepOf: stepOfJob };
    return run({ ...parts, run: (during) => containers.run(wish, during) }, signal);
  },
});

const imagesOf = (run: RunJob, t: T, images: Images): Images => ({
  ...images,
  remove: (targets, force, signal) => {
    const total = targets.length;
    const title = t('Delete {count, plural, one {# image} other {# images}}', { count: total });
    const names = new Map(targets.map((target) => [target.id, target.names[0] ?? target.id]));
    const stepOfImage = ({ id, outcome, message }: ImageRemoval): Step => stepOf(outcome, names.get(id) ?? id, message);
    return run(
      {
        ...{ begin: { kind: 'bulk', title, route: '/images' }, total, stepOf: stepOfImage },
        run: (during) => images.remove(targets, force, during),
      },
      signal,
    );
  },
});

const volumesOf = (run: RunJob, t: T, volumes: Volumes): Volumes => ({
  ...volumes,
  remove: (names, keep, signal) => {
    const total = names.length;
    const title = t('Delete {count, plural, one {# volume} other {# volumes}}', { count: total });
    const begin = { kind: 'bulk', title, route: '/volumes' } as const;
    const stepOfVolume = ({ name, outcome, message }: RemovalProgress): Step => stepOf(outcome, name, message);
    return run({ begin, total, stepOf: stepOfVolume, run: (during) => volumes.remove(names, keep, during) }, signal);
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

const containersTitle = (t: T, { action, ids }: ContainerJob): string => containersWords(t, action, ids.length);

function containersWords(t: T, action: ContainerAction, count: number): string {
  switch (action) {
    case 'start':
      return t('Start {count, plural, one {# container} other {# containers}}', { count });
    case 'stop':
      return t('Stop {count, plural, one {# container} other {# containers}}', { count });
    case 'restart':
      return t('Restart {count, plural, one {# container} other {# containers}}', { count });
    case 'pause':
      return t('Pause {count, plural, one {# container} other {# containers}}', { count });
    case 'unpause':
      return t('Unpause {count, plural, one {# container} other {# containers}}', { count });
    case 'kill':
      return t('Kill {count, plural, one {# container} other {# containers}}', { count });
    case 'remove':
      return t('Delete {count, plural, one {# container} other {# containers}}', { count });
  }
}

const diskTitle = (t: T, action: DiskAction, count: number): string =>
  action === 'remove'
    ? t('Delete {count, plural, one {# thing} other {# things}}', { count })
    : containersWords(t, action, count);
