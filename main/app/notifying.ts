import fs from 'node:fs/promises';
import type { Engine } from '../services/engine/types';
import { readNewLines } from '../services/logs/read/new-lines';
import type { Machine } from '../services/machine/types';
import { createNotifications, type Notifications } from '../services/notifications/notifications';
import type { DiskRoom } from '../services/notifications/rules/low-disk';
import type { Redactor } from '../services/shell/redact';
import type { Stops } from '../services/stops/stops';
import type { TaskCentre } from '../services/tasks/tasks';
import type { Texts } from '../../texts/translate';
import type { AppOptions } from './options';
import type { Ground } from './shaping';

interface Others {
  readonly stops: Pick<Stops, 'endingOf'>;
  readonly tasks: Pick<TaskCentre, 'onEnd'>;
  readonly redact: Redactor['redact'];
}

export const createNotifying = (
  options: AppOptions,
  ground: Ground,
  { stops, tasks, redact }: Others,
): Notifications => {
  const { engine, settings, t } = ground;
  return createNotifications({
    ...{ engine, t, redact, system: options.notices ?? null, endingOf: stops.endingOf, onTaskEnd: tasks.onEnd },
    settings: () => settings.state().value.notifications,
    onSettings: (listener) => settings.onChange(listener),
    readLines: (client, wish, signal) => readNewLines(client, wish, signal),
    rooms: () => roomsOf(options.dataDir, ground),
  });
};

/** The disks that Slipway and the engine in use write to, as far as they can be looked at from here. */
async function roomsOf(dataDir: string, { engine, machine, t }: Ground): Promise<readonly DiskRoom[]> {
  const own = await roomAt(dataDir, t("the disk with Slipway's data"));
  const isMachine = engine.state().status.engine?.key === machine.state().engineKey;
  const engines = isMachine ? machineRoom(machine, t) : await engineRoom(engine, t);
  // Often it is the same disk.
  return [engines, own]
    .filter((room) => room !== null)
    .filter(({ key }, at, all) => all.findIndex((each) => each.key === key) === at);
}

function machineRoom(machine: Machine, t: Texts['t']): DiskRoom | null {
  const { figures } = machine.state();
  if (figures === null) return null;
  const { diskUsedBytes, diskTotalBytes } = figures;
  return {
    ...{ key: 'machine', name: t("the engine's disk"), totalBytes: diskTotalBytes },
    freeBytes: diskTotalBytes - diskUsedBytes,
  };
}

/** null: its disk is of another computer, or cannot be looked at. */
async function engineRoom(engine: Engine, t: Texts['t']): Promise<DiskRoom | null> {
  if (engine.state().status.engine?.url.startsWith('unix://') !== true) return null;
  const root = await engine.facts().then(
    ({ dockerRootDir }) => dockerRootDir,
    () => '',
  );
  return root === '' ? null : roomAt(root, t("the engine's disk"));
}

async function roomAt(folder: string, name: string): Promise<DiskRoom | null> {
  try {
    const [{ dev }, { bavail, blocks, bsize }] = await Promise.all([fs.stat(folder), fs.statfs(folder)]);
    return { key: String(dev), name, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}
