import { create } from 'zustand';
import type { VolumeRow, VolumeSizes, WorkState } from '../../../main/contract/volumes';
import { whileVisible } from '../../lib/while-visible';
import { rpc } from '../../rpc/client';
import { createRowsStore } from '../../rpc/stores/rows-store';
import { watch } from '../../rpc/use-stream';

export const useVolumes = createRowsStore<VolumeRow>(({ name }) => name);

/** What is under way, the plans and the notices; null until main has told. */
export const useVolumeWork = create<{ readonly state: WorkState | null }>(() => ({ state: null }));

export interface SizesState {
  /** The last that were measured. */
  readonly sizes: VolumeSizes | null;
  readonly busy: boolean;
  readonly error: unknown;
}

export const useSizes = create<SizesState>(() => ({ sizes: null, busy: false, error: null }));

/** Measures all volumes; an engine may walk through them for minutes. */
export async function measure(): Promise<void> {
  if (useSizes.getState().busy) return;
  useSizes.setState({ busy: true, error: null });
  try {
    useSizes.setState({ sizes: await rpc.call('volumes.sizes', undefined) });
  } catch (error) {
    useSizes.setState({ error });
  } finally {
    useSizes.setState({ busy: false });
  }
}

/** null: not measured, or not known to the engine. */
export const sizeOf = ({ sizes }: SizesState, name: string): number | null =>
  sizes?.sizes.find((one) => one.name === name)?.bytes ?? null;

/** For as long as the view is there, and while it can be seen. */
export const startVolumes = (): (() => void) =>
  whileVisible(() => {
    const stops = [
      watch('volumes.watch', undefined, { onItem: (change) => useVolumes.change(change) }),
      watch('volumes.work', undefined, { onItem: (state) => useVolumeWork.setState({ state }) }),
    ];
    return () => stops.forEach((stop) => stop());
  });
