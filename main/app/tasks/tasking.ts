import { byCaller } from '../../rpc/by-caller';
import type { Builds } from '../../services/builds/builds';
import type { Compose } from '../../services/compose/compose';
import type { Images } from '../../services/images/images';
import type { Machine } from '../../services/machine/types';
import type { Pulls } from '../../services/pulls/pulls';
import type { StartSets } from '../../services/start-sets/start-sets';
import type { Tasks } from '../../services/shell/tasks';
import type { Volumes } from '../../services/volumes/volumes';
import type { Texts } from '../../../texts/translate';
import { type Follow, followList, followRows } from './follow';
import { createJobs, type Jobs } from './jobs';
import { followMachine } from './machine';
import { buildView, composeView, imageWorkView, pullView, startSetView, volumeWorkView } from './views';

/** Who has lists of what is under way. */
export interface Sources {
  readonly pulls: Pick<Pulls, 'watch' | 'cancel'>;
  readonly builds: Pick<Builds, 'watch' | 'cancel'>;
  readonly compose: Pick<Compose, 'runs' | 'cancel'>;
  readonly startSets: Pick<StartSets, 'watch' | 'cancel'>;
  readonly images: Pick<Images, 'work' | 'onWork' | 'cancel'>;
  readonly volumes: Pick<Volumes, 'work' | 'onWork' | 'cancel'>;
  readonly machine: Pick<Machine, 'state' | 'onState' | 'stop'>;
}

export interface Tasking {
  readonly jobs: Jobs;
  /** Tells of what these have under way, from now on. */
  follow(sources: Sources): void;
  /** Ends the jobs; the others end their own. */
  close(): void;
}

interface Ground {
  readonly t: Texts['t'];
  readonly log: (line: string) => void;
}

/** What takes a while anywhere in Slipway, told in one place. */
export function createTasking(tasks: Tasks, { t, log }: Ground): Tasking {
  const closing = new AbortController();
  const failed = (error: unknown): void => log(`tasks: ${String(error)}`);
  return {
    jobs: createJobs(tasks, t, (signal) => AbortSignal.any([byCaller(signal), closing.signal])),
    follow(sources) {
      for (const follow of followsOf(sources, t, failed)) follow(tasks, closing.signal);
    },
    close: () => closing.abort(new Error('Slipway ends')),
  };
}

function followsOf(sources: Sources, t: Texts['t'], failed: (error: unknown) => void): readonly Follow[] {
  const { pulls, builds, compose, startSets, images, volumes, machine } = sources;
  const idOf = ({ id }: { readonly id: string }): string => id;
  return [
    followRows(pulls.watch, { idOf, failed, view: pullView(t, pulls.cancel) }),
    followRows(builds.watch, { idOf, failed, view: buildView(t, builds.cancel) }),
    followRows(compose.runs, { idOf, failed, view: composeView(t, compose.cancel) }),
    followRows(startSets.watch, { idOf, failed, view: startSetView(t, startSets.cancel) }),
    followList(images.work, images.onWork, imageWorkView(t, images.cancel)),
    followList(() => volumes.work().works, volumes.onWork, volumeWorkView(t, volumes.cancel)),
    followMachine(machine, t),
  ];
}
