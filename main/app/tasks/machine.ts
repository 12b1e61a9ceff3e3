import type { Machine } from '../../services/machine/types';
import type { RunningTask, Tasks } from '../../services/shell/tasks';
import { reported } from '../../services/tasks/narrated';
import type { Texts } from '../../../texts/translate';
import type { Follow } from './follow';

type T = Texts['t'];

const ROUTE = '/engine';

/** Starts of the machine, by whomever: building or fetching its image is one of their phases. */
export const followMachine =
  (machine: Pick<Machine, 'state' | 'onState' | 'stop'>, t: T): Follow =>
  (tasks, signal) => {
    let task: RunningTask | null = null;
    const look = (): void => {
      const { power, phases, fault } = machine.state();
      if (power === 'starting') {
        task ??= tasks.begin({
          ...{ kind: 'machine', title: t('Start the engine'), route: ROUTE },
          // What becomes of it is told by the state.
          cancel: () => void machine.stop().catch(() => undefined),
        });
        const phase = phases.at(-1);
        task.progress(phase?.fraction ?? null, phase?.name ?? '');
        return;
      }
      if (power === 'running') task?.end('done');
      else if (power === 'broken') task?.end('failed', fault?.message);
      else task?.end('cancelled');
      task = null;
    };
    signal.addEventListener('abort', machine.onState(look), { once: true });
    look();
  };

/** The same machine; its work on the disk is told as tasks. None of it can be cut short without harm. */
export function reportedMachine(machine: Machine, tasks: Tasks, t: T): Machine {
  const during = <R>(title: string, work: () => Promise<R>): Promise<R> =>
    reported(tasks, { kind: 'machine', title, route: ROUTE }, work);
  return {
    ...machine,
    compact: () => during(t("Compact the engine's disk"), () => machine.compact()),
    checkDisk: (repair) =>
      during(repair ? t("Repair the engine's disk") : t("Check the engine's disk"), () => machine.checkDisk(repair)),
    exportDisk: (file) => during(t("Export the engine's disk to {file}", { file }), () => machine.exportDisk(file)),
    createSnapshot: (name) => during(t('Make snapshot {name}', { name }), () => machine.createSnapshot(name)),
    restoreSnapshot: (id) => during(t('Restore a snapshot'), () => machine.restoreSnapshot(id)),
  };
}
