import type { CheckedBind, DiskReport, MachinePatch, MachineSnapshot, MachineState } from '../../contract/machine';
import type { Discovered } from '../engine/discovered';

/** Slipway's own machine. What fails, fails with MachineError, whose fault is for the user. */
export interface Machine {
  state(): MachineState;
  onState(listener: () => void): () => void;
  /** Its engine as one among the engines; null where there can be none. */
  engine(): Discovered | null;
  /** Makes it when there is none; resolves when its engine answers. */
  start(): Promise<void>;
  /** Also ends a start under way. */
  stop(): Promise<void>;
  restart(): Promise<void>;
  kill(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Only what is named is changed. */
  update(patch: MachinePatch): Promise<void>;
  /** Its settings may be others now, by an edit of the settings file: what can be done at once is done. */
  settingsEdited(): void;
  /** Leaves snapshots, images and settings. */
  remove(): Promise<void>;
  /** As if there had never been one: also snapshots, images and settings. */
  reset(): Promise<void>;
  /** Bytes given back to the host. */
  compact(): Promise<number>;
  /** `repair`: a snapshot of the damaged disk is kept first. What the check said. */
  checkDisk(repair: boolean): Promise<DiskReport>;
  /** A raw copy of the data disk (ext4) in a new file. */
  exportDisk(file: string): Promise<void>;
  readLog(which: 'console' | 'boot' | 'engine'): Promise<string>;
  snapshots(): Promise<MachineSnapshot[]>;
  createSnapshot(name: string): Promise<MachineSnapshot>;
  restoreSnapshot(id: string): Promise<void>;
  deleteSnapshot(id: string): Promise<void>;
  /** Runs the container that greets; its id. */
  welcome(): Promise<string>;
  /** For each path of the host, whether a container will see what its user means. */
  checkBinds(sources: readonly string[]): Promise<CheckedBind[]>;
  setVisible(visible: boolean): void;
  /**
   * Ends the machine that this Slipway started or took over, within a few seconds as far as it gets; one that it could not
   * take over goes on, as any does with `leaveRunning`.
   */
  close(options?: { readonly leaveRunning?: boolean }): Promise<void>;
}
