import path from 'node:path';
import type { RowChange } from '../../contract/rows';
import type { TransferTicket } from '../../contract/transfers';
import type {
  ImportWish,
  RemovalProgress,
  VolumeCliWish,
  VolumeRow,
  VolumeSizes,
  VolumeSpec,
  WorkState,
} from '../../contract/volumes';
import { watchRows } from '../engine/live-rows';
import type { RecordCommand } from '../engine/noted';
import type { EngineEvent } from '../engine/types';
import { HELPER_LABEL } from '../helpers/labels';
import type { Transfers } from '../shell/transfers';
import { type Backups, createBackups } from './backups/backups';
import type { PackWish } from './bytes/pack';
import { cliLine } from './cli';
import { cloneVolume, type CloneWish } from './clone';
import { createNew } from './create';
import { emptyVolume } from './empty';
import { createNotices } from './notices';
import { createPausing, openPauseJournal } from './pausing';
import { createRecorded } from './recorded';
import { type KeepVolume, removeAll } from './remove';
import { readDrivers, readRows, readSizes } from './requests';
import { exportVolume, importVolume, mustBeThere, type TransferParts } from './transfer';
import type { VolumesEngine } from './types';
import { openUnfinished } from './unfinished';
import { createWorks, type Explain } from './work';

/** The volumes of the engine in use. Rejects with EngineError, VolumeFault or FileFault. */
export interface Volumes {
  watch(signal: AbortSignal): AsyncGenerator<RowChange<VolumeRow>, void, undefined>;
  abilities(): Promise<{ drivers: string[]; bin: boolean }>;
  sizes(signal: AbortSignal): Promise<VolumeSizes>;
  create(spec: VolumeSpec): Promise<string>;
  cli(wish: VolumeCliWish): string;
  remove(names: readonly string[], keep: boolean, signal: AbortSignal): AsyncIterable<RemovalProgress>;
  work(): WorkState;
  onWork(listener: () => void): () => void;
  cancel(id: string): void;
  dismiss(id: string): void;
  /** Resolves with the work's id. */
  clone(wish: CloneWish): Promise<string>;
  empty(name: string): Promise<string>;
  export(wish: PackWish): Promise<TransferTicket>;
  import(wish: ImportWish): Promise<TransferTicket>;
  readonly backups: Omit<Backups, 'states' | 'onChange' | 'stop' | 'settled'>;
  /** Cancels what is under way; those that are paused go on before it resolves. */
  close(): Promise<void>;
}

export interface VolumesOptions {
  readonly engine: VolumesEngine;
  readonly record: RecordCommand;
  readonly log: (line: string) => void;
  readonly dataDir: string;
  readonly transfers: Transfers;
  /** Lets go of a volume that another part of Slipway holds, and forgets what it remembers of it. */
  readonly letGo: (name: string) => Promise<void>;
  /** Volumes that belong to what is in the bin, and are shown there. */
  readonly reserved: (signal: AbortSignal) => Promise<ReadonlySet<string>>;
  /** Puts a copy of a volume into the bin; null: there is none. */
  readonly keep: KeepVolume | null;
  /** An error as calls throw it. */
  readonly explain: Explain;
}

const OF_CONTAINERS = new Set(['create', 'destroy', 'rename', 'start', 'die', 'pause', 'unpause']);

/** Helpers are of no concern: they come and go with what is looked at. */
const concerns = ({ type, action, attributes }: EngineEvent): boolean =>
  type === 'volume'
    ? action === 'create' || action === 'destroy'
    : type === 'container' && OF_CONTAINERS.has(action) && !(HELPER_LABEL in attributes);

export async function createVolumes(options: VolumesOptions): Promise<Volumes> {
  const { engine, record, log, dataDir, transfers, letGo, explain } = options;
  const { client } = engine;
  const recorded = createRecorded(engine, record);
  const notices = createNotices();
  const notify = (words: string): void => notices.add(words);
  const works = createWorks(explain, await openUnfinished(dataDir, log, notify));
  const journal = await openPauseJournal(path.join(dataDir, 'volumes-paused.json'), log);
  const pausing = createPausing({ engine, journal, log, notify });
  const parts: TransferParts = { client, pausing, works, recorded, transfers, letGo };
  const readOthers = async (_: unknown, signal: AbortSignal) => {
    const [rows, kept] = await Promise.all([readRows(client, signal), options.reserved(signal)]);
    return rows.filter(({ name }) => !kept.has(name));
  };
  const explainLine = (error: unknown): string => lineOf(explain(error));
  const backups = await createBackups({ ...parts, engine, dataDir, log, notify, explainLine });
  const sources = [works, notices, backups];
  return {
    backups,
    watch: (signal) => watchRows(engine, { read: readOthers, keyOf: ({ name }) => name, concerns }, signal),
    abilities: async () => ({ drivers: await readDrivers(client), bin: options.keep !== null }),
    sizes: (signal) => readSizes(client, signal),
    create: (spec) => recorded({ action: 'create', spec }, () => createNew(client, spec)),
    cli: (wish) => cliLine(engine.cliPrefix(), wish),
    remove: (names, keep, signal) =>
      removeAll({ client, recorded, letGo, keep: options.keep }, { names, keep }, signal),
    work: () => ({ works: works.list(), plans: backups.states(), notices: notices.list() }),
    onWork(listener) {
      const stops = sources.map((source) => source.onChange(listener));
      return () => stops.forEach((stop) => stop());
    },
    cancel: (id) => works.cancel(id),
    dismiss(id) {
      works.dismiss(id);
      notices.dismiss(id);
    },
    clone: (wish) => cloneVolume(parts, wish),
    empty: (name) => emptying(parts, name),
    export: (wish) => exportVolume(parts, wish),
    import: (wish) => importVolume(parts, wish),
    async close() {
      backups.stop();
      await works.close();
      await backups.settled();
      pausing.close();
    },
  };
}

async function emptying(parts: TransferParts, name: string): Promise<string> {
  await mustBeThere(parts.client, name);
  const begin = { kind: 'empty', volume: name, target: '' } as const;
  const { id } = parts.works.start(begin, ({ signal }) =>
    parts.recorded({ action: 'empty', name }, () => emptyVolume(parts, name, signal)),
  );
  return id;
}

/** All of it in one line, for what is looked at later. */
const lineOf = ({ message, data }: ReturnType<Explain>): string => {
  const said =
    data !== null && typeof data === 'object' ? Object.values(data).filter((one) => typeof one === 'string') : [];
  return [message, ...said].filter((word, at, all) => word !== '' && all.indexOf(word) === at).join(': ');
};
