import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImageLayers, OpenItem } from '../../../main/contract/layers';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';

type Progress = Extract<OpenItem, { type: 'progress' }>;

export type Opened =
  | { readonly state: 'reading'; readonly progress: Progress | null }
  | { readonly state: 'ready'; readonly image: ImageLayers }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'cancelled' };

export interface OpenImage {
  readonly opened: Opened;
  readonly cancel: () => void;
  readonly again: () => void;
}

const READING: Opened = { state: 'reading', progress: null };

/** Reads an image for as long as it is looked at; null: none. */
export function useOpenImage(imageId: string | null): OpenImage {
  const connection = useConnectionId();
  const [round, setRound] = useState(0);
  const key = `${String(imageId)} ${round}`;
  const [known, setKnown] = useState<{ readonly key: string; readonly opened: Opened }>({ key, opened: READING });
  const control = useRef<AbortController | null>(null);
  useEffect(() => {
    if (imageId === null || connection === null) return;
    const own = new AbortController();
    const set = (opened: Opened): void => {
      if (!own.signal.aborted) setKnown({ key, opened });
    };
    control.current = own;
    const read = async (): Promise<void> => {
      for await (const item of rpc.stream('layers.open', { imageId }, { signal: own.signal }))
        set(item.type === 'ready' ? { state: 'ready', image: item.image } : { state: 'reading', progress: item });
    };
    read().catch((error: unknown) => set({ state: 'failed', error }));
    return () => own.abort();
  }, [imageId, connection, key]);
  const cancel = useCallback(() => {
    control.current?.abort();
    setKnown({ key, opened: { state: 'cancelled' } });
  }, [key]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { opened: known.key === key ? known.opened : READING, cancel, again };
}
