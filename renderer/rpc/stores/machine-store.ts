import { create } from 'zustand';
import type { MachineState } from '../../../main/contract/machine';
import { watch } from '../use-stream';

export interface MachineStore {
  /** Null until main has told; then always the last known. */
  readonly state: MachineState | null;
}

/** What main says of the virtual machine. Started once, by the app. */
export const useMachine = create<MachineStore>(() => ({ state: null }));

export const startMachineStore = (): (() => void) =>
  watch('machine.watch', undefined, { onItem: (state) => useMachine.setState({ state }) });
