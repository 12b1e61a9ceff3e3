import path from 'node:path';
import type { BackupFile, BackupPlan, PlanState } from '../../../contract/volume-backups';
import { canBeFile } from './file-names';
import { VolumeFault } from '../fault';
import { nameProblem } from '../create';
import { mustBeThere, type TransferParts } from '../transfer';
import { readVolume } from '../requests';
import type { VolumesEngine } from '../types';
import { checkFolder, findBackup, folderError, listBackups, removeBackupFile } from './folder';
import { openPlans, type Plans, type StoredPlan } from './plans';
import { checkBackup, restoreBackup } from './read-back';
import { saveBackup } from './save';
import { nextTime } from './schedule';
import { createTimer, type Timer } from './timer';
import { createWallClock, type WallClock } from './wall-clock';
import { say } from '../../../../texts/say';

/** Backups of the volumes of the engine in use. Rejects with EngineError, VolumeFault or FileFault. */
export interface Backups {
  states(): PlanState[];
  readonly onChange: (listener: () => void) => () => void;
  setPlan(name: string, plan: BackupPlan | null): Promise<void>;
  /** Resolves where backups can be written to the folder. */
  checkFolder(name: string, folder: string): Promise<void>;
  list(name: string): Promise<BackupFile[]>;
  /** These resolve with the id of the work that they begin. */
  backUp(name: string): Promise<string>;
  check(name: string, file: string): Promise<string>;
  restore(wish: { readonly name: string; readonly file: string; readonly to: string }): Promise<string>;
  remove(name: string, file: string): Promise<void>;
  /** Begins no more of them. */
  readonly stop: () => void;
  /** Resolves when the plans are on the disk. */
  settled(): Promise<void>;
}

export interface BackupsOptions extends TransferParts {
  readonly engine: VolumesEngine;
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly notify: (words: string) => void;
  readonly explainLine: (error: unknown) => string;
  readonly now?: () => number;
}

/** After a failure it is tried again so soon, unless the schedule names an earlier time. */
const RETRY_MS = 15 * 60_000;
/** Later than this it counts as missed, and is said to be. */
const MISSED_MS = 5 * 60_000;

/** One that failed was due already, and is tried again. */
const tryAt = ({ last }: StoredPlan, due: number | null): number | null =>
  due === null || last === null || last.ok ? due : Math.max(due, last.at + RETRY_MS);

const dueAt = ({ plan, since, paused }: StoredPlan, clock: WallClock): number | null =>
  paused ? null : nextTime(plan.schedule, since, clock);

const missed = ({ volume }: StoredPlan): string =>
  say('The backup of {volume} was due while Slipway could not make it; it is made now.', { volume });

/** The plans of the engine in use, and when each is due. */
function createSchedule(options: BackupsOptions, plans: Plans) {
  const { engine, works, now = Date.now } = options;
  const clock = createWallClock();
  const listeners = new Set<() => void>();
  const keyNow = (): string | null => engine.state().status.engine?.key ?? null;
  const own = (): readonly StoredPlan[] => plans.list().filter((one) => one.engine === keyNow());
  let connected = false;

  const due = (stored: StoredPlan): number | null => dueAt(stored, clock);
  const next = (stored: StoredPlan): number | null => tryAt(stored, due(stored));
  const arm = (): void => {
    // A busy volume's turn comes when its work has ended, which is a change too.
    const waiting = own().filter(({ volume }) => !works.isBusy(volume));
    timer.set(connected ? earliest(waiting.map(next)) : null);
  };
  const changed = (): void => {
    arm();
    for (const listener of [...listeners]) listener();
  };
  const runDue = (): void => {
    for (const stored of own()) {
      const at = next(stored);
      if (at === null || at > now() || works.isBusy(stored.volume)) continue;
      if (stored.last?.ok !== false && now() - (due(stored) ?? at) > MISSED_MS) options.notify(missed(stored));
      begin({ options, plans, changed, now }, stored);
    }
  };
  const timer: Timer = createTimer(() => {
    runDue();
    changed();
  }, now);
  const connect = (is: boolean): void => {
    connected = is;
    changed();
  };
  const stops = [
    engine.subscribe({ connected: () => connect(true), event: () => undefined, disconnected: () => connect(false) }),
    works.onChange(arm),
    () => timer.stop(),
  ];
  return {
    ...{ keyNow, own, next, changed },
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => stops.forEach((end) => end()),
  };
}

export async function createBackups(options: BackupsOptions): Promise<Backups> {
  const { dataDir, log, works, now = Date.now } = options;
  const plans = await openPlans(dataDir, log);
  const { own, next, keyNow, changed, onChange, stop } = createSchedule(options, plans);
  const planOf = (name: string): StoredPlan => {
    const found = own().find(({ volume }) => volume === name);
    if (found === undefined) throw new VolumeFault('folder', name, say('no folder is set for its backups'));
    return found;
  };
  return {
    ...{ onChange, stop },
    settled: () => plans.settled(),
    states: () =>
      own().map((stored) => {
        const { volume, plan, paused, last } = stored;
        return { volume, plan, paused, last, next: next(stored) };
      }),
    setPlan: (name, plan) => setPlan({ plans, key: keyNow(), changed, now }, name, plan),
    checkFolder: (name, folder) => checkFolder(name, path.normalize(folder)),
    list: async (name) => {
      const found = own().find(({ volume }) => volume === name);
      return found === undefined ? [] : listBackups(name, found.plan.folder);
    },
    backUp: async (name) => {
      const stored = planOf(name);
      await checkFolder(name, stored.plan.folder);
      await mustBeThere(options.client, name);
      return begin({ options, plans, changed, now }, stored).id;
    },
    check: async (name, file) => {
      const backup = await findBackup(name, planOf(name).plan.folder, file);
      const start = { kind: 'check', volume: name, target: file, shared: true } as const;
      return works.start(start, (running) => checkBackup(name, backup, running)).id;
    },
    restore: async (wish) => restore(options, planOf(wish.name), wish),
    remove: async (name, file) => {
      const { folder } = planOf(name).plan;
      await findBackup(name, folder, file);
      await removeBackupFile(folder, file).catch((error: unknown) => {
        throw folderError(name, error);
      });
    },
  };
}

const earliest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
};

interface Making {
  readonly options: BackupsOptions;
  readonly plans: Plans;
  readonly changed: () => void;
  readonly now: () => number;
}

/** Makes one, and notes in the plan how that went. */
function begin({ options, plans, changed, now }: Making, stored: StoredPlan) {
  const { client, works, recorded, log, notify, explainLine } = options;
  const { volume, plan } = stored;
  const at = now();
  let failure: unknown = null;
  const started = works.start({ kind: 'backup', volume, target: plan.folder, shared: true }, async (running) => {
    try {
      await recorded({ action: 'export', name: volume, gzip: plan.gzip }, () =>
        saveBackup(options, { volume, plan, at }, running),
      );
    } catch (error) {
      failure = error;
      throw error;
    }
  });
  void started.done.then(async (ok) => {
    const paused = !ok && (await isGone(client, volume));
    const present = plans.list().find((one) => one.engine === stored.engine && one.volume === volume);
    if (present === undefined) return;
    const last = { at, ok, message: ok ? '' : explainLine(failure) };
    // Who looks at the volumes is told by the plan itself.
    if (!ok && !paused && present.last?.ok !== false)
      notify(say('The backup of {volume} failed: {message}', { volume, message: last.message }));
    const told = { ...present, last, paused, ...(ok && { since: at }) };
    return plans
      .put(stored.engine, volume, told)
      .catch((error: unknown) => log(`backups: ${String(error)}`))
      .finally(changed);
  });
  return started;
}

/** Where it cannot be asked it is not said to be gone. */
const isGone = (client: BackupsOptions['client'], volume: string): Promise<boolean> =>
  readVolume(client, volume).then(
    (found) => found === null,
    () => false,
  );

interface Planning {
  readonly plans: Plans;
  readonly key: string | null;
  readonly changed: () => void;
  readonly now: () => number;
}

async function setPlan({ plans, key, changed, now }: Planning, name: string, plan: BackupPlan | null): Promise<void> {
  if (key === null) throw new VolumeFault('other-engine', name);
  if (plan === null) return plans.put(key, name, null).finally(changed);
  if (!canBeFile(name)) throw new VolumeFault('bad-name', name, say('no file can be named after it'));
  const folder = path.normalize(plan.folder);
  await checkFolder(name, folder);
  const other = plans.list().find((one) => one.volume === name && one.engine !== key && one.plan.folder === folder);
  if (other !== undefined)
    throw new VolumeFault('folder', name, say('a volume of the same name on another engine has its backups there'));
  const last = plans.list().find((one) => one.engine === key && one.volume === name)?.last ?? null;
  const since = last?.ok === true ? last.at : now();
  await plans
    .put(key, name, { engine: key, volume: name, plan: { ...plan, folder }, paused: false, since, last })
    .finally(changed);
}

async function restore(
  options: BackupsOptions,
  { plan }: StoredPlan,
  { name, file, to }: { readonly name: string; readonly file: string; readonly to: string },
): Promise<string> {
  const { client, works, recorded } = options;
  const backup = await findBackup(name, plan.folder, file);
  if (to === name) await mustBeThere(client, name);
  else {
    const problem = nameProblem(to);
    if (problem !== null) throw new VolumeFault('bad-name', to, problem);
    if ((await readVolume(client, to)) !== null) throw new VolumeFault('exists', to);
  }
  const { id } = works.start({ kind: 'restore', volume: to, target: file }, (running) =>
    recorded({ action: 'import', name: to }, () =>
      restoreBackup(options, { volume: name, to, backup, pause: plan.pause }, running),
    ),
  );
  return id;
}
