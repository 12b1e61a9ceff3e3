import type { Duplex } from 'node:stream';

export type DriverName = 'qemu' | 'vfkit' | 'wsl2';
export type GuestArch = 'amd64' | 'arm64';

/** What the machine can be asked to do here; the view asks these, never a driver's name. */
export interface Capabilities {
  /** Freezes the guest's CPUs and lets them go on (the machine sleeps when idle). */
  readonly pause: boolean;
  /** The most memory the guest may use can be lowered and raised (up to what it was started with) while it runs. */
  readonly liveMemory: boolean;
  /** Freed guest memory goes back to the host by itself. */
  readonly memoryGivenBack: boolean;
  readonly liveCpus: boolean;
  /** The data disk grows while the guest runs. */
  readonly liveDiskGrowth: boolean;
  /** Blocks the guest discards make the disk's file shrink. */
  readonly discard: boolean;
  /** How host folders get into the guest; `native`: the hypervisor's own way, all drives at once. */
  readonly shares: '9p' | 'virtiofs' | 'native' | 'none';
  readonly readOnlyShares: boolean;
  /** Folders can be added while it runs. */
  readonly liveShares: boolean;
  readonly forwards: readonly ('tcp' | 'udp')[];
  /** The driver's hypervisor publishes ports by itself (WSL 2 mirrors them). */
  readonly ownForwards: boolean;
}

/** Paths of the parts of one OS image, checked. */
export interface ImageFiles {
  readonly version: string;
  readonly arch: GuestArch;
  readonly kernel: string;
  readonly initramfs: string;
  /** squashfs; WSL 2: a tar. */
  readonly root: string;
  /** What the image wants on the kernel's command line. */
  readonly kernelArgs: string;
}

/** A host folder that is seen at the same path in the guest. */
export interface Share {
  /** Absolute, as the host spells it. */
  readonly path: string;
  readonly readOnly: boolean;
}

/** All that `start` needs to know. */
export interface MachineSpec {
  /** The machine's own folder: sockets, pid file, logs. Mode 0700. */
  readonly dir: string;
  readonly image: ImageFiles;
  readonly cpus: number;
  readonly memoryMiB: number;
  /** Raw, sparse, made before the start. */
  readonly dataDisk: string;
  /** A tar, read-only: settings, certificates. */
  readonly configDisk: string;
  readonly shares: readonly Share[];
  /** Loopback port of the host that leads to the guest's engine (mutual TLS). */
  readonly engineHostPort: number;
}

/** `broken`: something of it is there, but it cannot be what a start left behind. */
export type PowerState = 'stopped' | 'running' | 'paused' | 'broken';

export interface DriverStatus {
  readonly power: PowerState;
  /** The accelerator (`kvm`, `hvf`, `whpx`, `tcg`), with a remark for the user where it is not the best one there should be. */
  readonly accelerator: string | null;
  readonly acceleratorRemark: string | null;
  /** ms since the epoch. */
  readonly startedAt: number | null;
  /** Of the hypervisor's process. */
  readonly pid: number | null;
  /** Why `broken`. */
  readonly reason: string | null;
}

/** What a hypervisor costs the host. */
export interface HostUse {
  /** Of one core, since the last question. */
  readonly cpuShare: number;
  readonly memoryBytes: number;
}

export interface ForwardRule {
  readonly protocol: 'tcp' | 'udp';
  /** `127.0.0.1`, `0.0.0.0`, `::1` ... */
  readonly hostIp: string;
  readonly hostPort: number;
  readonly guestPort: number;
}

/** Why a machine cannot be had, or ended, in words for the user. */
export type DriverErrorKind =
  /** The hypervisor's program is not there. */
  | 'not-installed'
  /** It cannot run here (no virtualization, too old, forbidden). */
  | 'unsupported'
  /** It ended, or never began. */
  | 'failed'
  | 'timeout'
  | 'disk-full'
  | 'port-in-use'
  | 'not-running';

export class DriverError extends Error {
  override readonly name = 'DriverError';
  constructor(
    readonly kind: DriverErrorKind,
    /** One sentence: what, and what to do. */
    message: string,
    /** A command that mends it on this system. */
    readonly fix: string | null = null,
    /** What the hypervisor itself said. */
    readonly detail = '',
  ) {
    super(message);
  }
}

/** What happened to the hypervisor without having been asked for. */
export type DriverEvent =
  | { readonly type: 'exited'; readonly reason: string }
  /** The host's disk is full: the guest stands still until there is room and `resume`. */
  | { readonly type: 'disk-full' }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' };

/**
 * One machine, by one hypervisor. Every verb is idempotent: asked for what is already so, it does nothing. Each throws
 * DriverError and none waits without end.
 */
export interface Driver {
  readonly name: DriverName;
  readonly capabilities: Capabilities;
  /** What must be there before the first start, or why it cannot work here. Throws DriverError. */
  check(): Promise<void>;
  create(spec: MachineSpec): Promise<void>;
  /** Resolves when the guest's CPUs run; adopts a machine that already does. `progress` gets short phases in plain words. */
  start(spec: MachineSpec, signal: AbortSignal, progress: (phase: string) => void): Promise<void>;
  /** Asks the guest to end (a power button), up to `timeoutMs`. Throws `timeout` when it does not. */
  stop(timeoutMs: number): Promise<void>;
  kill(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  status(): Promise<DriverStatus>;
  /** Null while it does not run. */
  use(): Promise<HostUse | null>;
  /** Throws `port-in-use`. */
  forward(rule: ForwardRule): Promise<void>;
  unforward(rule: ForwardRule): Promise<void>;
  /** As they are set in the hypervisor now (they outlive Slipway). */
  forwards(): Promise<readonly ForwardRule[]>;
  share(share: Share): Promise<void>;
  /** Only what is named, each as far as `capabilities` says; the rest counts from the next start. */
  resize(size: { readonly cpus?: number; readonly memoryMiB?: number; readonly diskBytes?: number }): Promise<void>;
  /** Gives free space in the data disk's file back to the host; bytes gained. The machine is stopped, or discards live. */
  compact(): Promise<number>;
  /** Everything the driver made; never the data disk, which is its caller's. */
  delete(): Promise<void>;
  /** A new connection to the guest agent's port; bytes, not yet greeted. */
  agent(): Promise<Duplex>;
  /** The last bytes of the guest's console. */
  console(maxBytes: number): Promise<string>;
  onEvent(listener: (event: DriverEvent) => void): () => void;
  /** Lets go of the machine, which goes on. */
  close(): void;
}
