import { create } from 'zustand';
import type { ImagePlatform, ImageRow, ImageSizes, ImageWork } from '../../../main/contract/images';
import { whileVisible } from '../../lib/while-visible';
import { rpc } from '../../rpc/client';
import { createRowsStore } from '../../rpc/stores/rows-store';
import { watch } from '../../rpc/use-stream';

export const useImages = createRowsStore<ImageRow>(({ id }) => id);

/** What is under way. */
export const useImageWork = create<{ readonly works: readonly ImageWork[] }>(() => ({ works: [] }));

export interface SizesState {
  /** The last that were measured. */
  readonly measured: Pick<ImageSizes, 'measuredAt' | 'durationMs'> | null;
  /** Bytes that others have too, by id. */
  readonly shared: ReadonlyMap<string, number | null>;
  readonly busy: boolean;
  readonly error: unknown;
}

export const useSizes = create<SizesState>(() => ({ measured: null, shared: new Map(), busy: false, error: null }));

/** Measures what images share; an engine may walk through all layers for minutes. */
export async function measure(): Promise<void> {
  if (useSizes.getState().busy) return;
  useSizes.setState({ busy: true, error: null });
  try {
    const { shared, ...measured } = await rpc.call('images.sizes', undefined);
    useSizes.setState({ measured, shared: new Map(shared.map(({ id, bytes }) => [id, bytes] as const)) });
  } catch (error) {
    useSizes.setState({ error });
  } finally {
    useSizes.setState({ busy: false });
  }
}

/** null: not measured, or not known to the engine. */
export const sharedOf = ({ shared }: SizesState, id: string): number | null => shared.get(id) ?? null;

export function uniqueOf(state: SizesState, { id, size }: Pick<ImageRow, 'id' | 'size'>): number | null {
  const shared = sharedOf(state, id);
  return shared === null ? null : Math.max(0, size - shared);
}

/** Of those that were in sight; what an id stands for never changes. */
export const usePlatforms = create<ReadonlyMap<string, ImagePlatform>>(() => new Map());

const MOST_ASKED = 100;
const GATHER_MS = 60;
const wanted = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks for it together with others that come into sight. */
export function wantPlatform(id: string): void {
  if (usePlatforms.getState().has(id)) return;
  wanted.add(id);
  timer ??= setTimeout(() => void askPlatforms(), GATHER_MS);
}

/** It went out of sight before it was asked for. */
export const leavePlatform = (id: string): void => void wanted.delete(id);

async function askPlatforms(): Promise<void> {
  const ids = [...wanted].slice(0, MOST_ASKED);
  for (const id of ids) wanted.delete(id);
  try {
    const found = ids.length === 0 ? [] : await rpc.call('images.platforms', { ids });
    usePlatforms.setState(
      new Map([...usePlatforms.getState(), ...found.map((each) => [each.id, each] as const)]),
      true,
    );
  } catch {
    // It is asked again when it is next seen.
  } finally {
    timer = undefined;
    if (wanted.size > 0) timer = setTimeout(() => void askPlatforms(), GATHER_MS);
  }
}

/** For as long as the view is there, and while it can be seen. */
export const startImages = (): (() => void) =>
  whileVisible(() => {
    const stops = [
      watch('images.watch', undefined, { onItem: (change) => useImages.change(change) }),
      watch('images.work', undefined, { onItem: (works) => useImageWork.setState({ works }) }),
    ];
    return () => stops.forEach((stop) => stop());
  });
