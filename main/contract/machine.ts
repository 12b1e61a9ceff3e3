import * as v from 'valibot';
import { accessProblem, accessSettings, authoritiesText, authority, NO_ACCESS_SETTINGS } from './engine-access';
import { errors } from './errors';
import { machineFault } from './machine-fault';

export type { MachineFault } from './machine-fault';
import { stream, unary } from './procedure';

/** A machine's way through life. `absent`: not yet created. `broken`: told in `fault`, nothing is done without the user. */
export const machinePower = v.picklist(['absent', 'stopped', 'starting', 'running', 'sleeping', 'stopping', 'broken']);
export type MachinePower = v.InferOutput<typeof machinePower>;

/** One phase of a start, a stop, an update. Times are ms since the epoch. */
export const machinePhase = v.object({
  /** Plain words: "Building the image", "Starting the engine". */
  name: v.string(),
  startedAt: v.number(),
  /** Null: it is the one under way. */
  endedAt: v.nullable(v.number()),
  /** 0 to 1 where it can be known. */
  fraction: v.nullable(v.number()),
});

export const machineShare = v.object({ path: v.string(), readOnly: v.boolean() });

const whole = (from: number, to: number) => v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));

/** What the user may set. Memory and disk are MiB and GiB, as people think of them. */
const entries = {
  cpus: whole(1, 256),
  memoryMiB: whole(512, 1_048_576),
  diskGiB: whole(4, 16_384),
  /** Null: the user's home. */
  shares: v.nullable(v.pipe(v.array(machineShare), v.maxLength(32))),
  /** Minutes without running containers or clients until it sleeps; 0: never. */
  sleepAfterMinutes: whole(0, 1440),
  /** Where a port published without an address is heard: this machine only, or every address. */
  publishOn: v.picklist(['127.0.0.1', '0.0.0.0']),
  /** Start it with Slipway. */
  autoStart: v.boolean(),
  /** How its engine gets at registries. Replaced as a whole. */
  access: accessSettings,
};
const machinePatch = v.partial(v.object(entries));
export type MachinePatch = v.InferOutput<typeof machinePatch>;

/** As they are kept: what cannot be used falls back alone. */
export const machineSettings = v.object({
  cpus: v.fallback(entries.cpus, 2),
  memoryMiB: v.fallback(entries.memoryMiB, 2048),
  diskGiB: v.fallback(entries.diskGiB, 64),
  shares: v.fallback(entries.shares, null),
  sleepAfterMinutes: v.fallback(entries.sleepAfterMinutes, 5),
  publishOn: v.fallback(entries.publishOn, '127.0.0.1'),
  autoStart: v.fallback(entries.autoStart, false),
  access: v.fallback(entries.access, () => NO_ACCESS_SETTINGS),
});
export type MachineSettings = v.InferOutput<typeof machineSettings>;

export const machineForward = v.object({
  protocol: v.picklist(['tcp', 'udp']),
  hostIp: v.string(),
  hostPort: v.number(),
  guestPort: v.number(),
  containerId: v.string(),
  containerName: v.string(),
  /** Null: it works. Else why not, and it is tried again. */
  problem: v.nullable(v.string()),
});
export type MachineForward = v.InferOutput<typeof machineForward>;

export const machineSnapshot = v.object({
  id: v.string(),
  name: v.string(),
  /** ms since the epoch. */
  createdAt: v.number(),
  /** Made by itself before an image update. */
  automatic: v.boolean(),
  /** Bytes it takes on the host. */
  sizeBytes: v.number(),
});
export type MachineSnapshot = v.InferOutput<typeof machineSnapshot>;

/** Figures while it runs. Bytes are bytes. */
export const machineFigures = v.object({
  /** Of one core, the hypervisor's process. */
  hostCpuShare: v.number(),
  hostMemoryBytes: v.number(),
  guestMemoryUsedBytes: v.number(),
  guestMemoryTotalBytes: v.number(),
  diskUsedBytes: v.number(),
  diskTotalBytes: v.number(),
});

export const machineState = v.object({
  /** Null: no driver for this system. */
  driver: v.nullable(v.picklist(['qemu', 'vfkit', 'wsl2'])),
  power: machinePower,
  /** Whether its engine answers. */
  engineReady: v.boolean(),
  phases: v.array(machinePhase),
  fault: v.nullable(machineFault),
  /** ms since the epoch. */
  startedAt: v.nullable(v.number()),
  accelerator: v.nullable(v.string()),
  /** Why it is not the fast one. */
  acceleratorRemark: v.nullable(v.string()),
  imageVersion: v.nullable(v.string()),
  /** Key of its candidate among the engines. */
  engineKey: v.string(),
  /** URL for other programs: a private socket or pipe. */
  socketUrl: v.string(),
  settings: machineSettings,
  /** Settings that count from the next start only. */
  needsRestart: v.array(v.string()),
  /** What is shared now. */
  shares: v.array(machineShare),
  forwards: v.array(machineForward),
  figures: v.nullable(machineFigures),
  /** Bytes of the data disk's file: as it seems, and as it takes on the host. Null: there is none. */
  disk: v.nullable(v.object({ logicalBytes: v.number(), realBytes: v.number() })),
  capabilities: v.object({ pause: v.boolean(), compact: v.boolean(), shares: v.boolean(), liveMemory: v.boolean() }),
});
export type MachineState = v.InferOutput<typeof machineState>;

/** Whether a container will see what its user means by a path of this computer. */
export const checkedBind = v.object({
  source: v.string(),
  /** As the engine is to be told. */
  guestPath: v.string(),
  /**
   * `guest`: the machine has something of its own there. `not-shared`: the container would see an empty folder.
   * `leads-out`: a symbolic link on the way leads to what is not shared. `missing`: shared, but not there.
   */
  verdict: v.picklist(['ok', 'guest', 'not-shared', 'leads-out', 'missing']),
  readOnly: v.boolean(),
  /** One sentence: what is wrong, and what to do; null with `ok` and `guest`. */
  message: v.nullable(v.string()),
  /** The folder to add to the shares; null: there is none that would help. */
  addShare: v.nullable(v.string()),
});
export type CheckedBind = v.InferOutput<typeof checkedBind>;

export const diskReport = v.object({
  clean: v.boolean(),
  /** The words of the filesystem's own checker, or what the filesystem noted of itself. */
  report: v.string(),
});
export type DiskReport = v.InferOutput<typeof diskReport>;

const machineErrors = { MACHINE_FAULT: errors.MACHINE_FAULT };
/** Typed by the user. */
const confirmed = (word: string) => v.object({ confirmation: v.literal(word) });

export const machine = {
  /** The whole state at once, again on every change. */
  watch: stream(v.void(), machineState, {}),
  /** Creates it when it is absent. Resolves when its engine answers; progress is in the state. */
  start: unary(v.void(), v.void(), machineErrors),
  stop: unary(v.void(), v.void(), machineErrors),
  restart: unary(v.void(), v.void(), machineErrors),
  /** Ends it at once: what was not written is lost. */
  kill: unary(v.void(), v.void(), machineErrors),
  pause: unary(v.void(), v.void(), machineErrors),
  resume: unary(v.void(), v.void(), machineErrors),
  update: unary(machinePatch, v.void(), machineErrors),
  /** What is wrong with these, as `update` would refuse them, and what their certificates say. */
  checkAccess: unary(
    accessSettings,
    v.object({ problems: v.array(accessProblem), authorities: v.array(authority) }),
    {},
  ),
  /** The certificates in a text, each by itself; `problem`: why there is nothing that could be trusted, in a sentence. */
  readAuthorities: unary(
    v.object({ text: authoritiesText }),
    v.object({ authorities: v.array(authority), problem: v.nullable(v.string()) }),
    {},
  ),
  /** Deletes the machine with all its containers, images and volumes; its snapshots and settings stay. */
  remove: unary(confirmed('delete'), v.void(), machineErrors),
  /** As if there had never been one: also its snapshots, OS images, certificates and settings. */
  reset: unary(confirmed('reset'), v.void(), machineErrors),
  /** Bytes given back to the host. */
  compact: unary(v.void(), v.object({ freedBytes: v.number() }), machineErrors),
  /** Checks the data disk without writing to it; with `confirmation` `repair`, keeps a snapshot of it and repairs. */
  checkDisk: unary(v.object({ confirmation: v.optional(v.string(), '') }), diskReport, machineErrors),
  /** Writes a raw copy of the data disk (ext4) to `path`, absolute, where nothing is yet. */
  exportDisk: unary(v.object({ path: v.string() }), v.void(), machineErrors),
  /** For each absolute path of this computer, in order. */
  checkBinds: unary(
    v.object({ sources: v.pipe(v.array(v.string()), v.maxLength(256)) }),
    v.array(checkedBind),
    machineErrors,
  ),
  log: unary(
    v.object({ which: v.picklist(['console', 'boot', 'engine']) }),
    v.object({ text: v.string() }),
    machineErrors,
  ),
  snapshots: unary(v.void(), v.array(machineSnapshot), machineErrors),
  createSnapshot: unary(v.object({ name: v.string() }), machineSnapshot, machineErrors),
  restoreSnapshot: unary(v.object({ id: v.string() }), v.void(), machineErrors),
  deleteSnapshot: unary(v.object({ id: v.string() }), v.void(), machineErrors),
  /** Runs the welcome container that the image brings; resolves with its id. */
  welcome: unary(v.void(), v.object({ containerId: v.string() }), machineErrors),
} as const;
