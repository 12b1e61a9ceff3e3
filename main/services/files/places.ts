import type { FileSource } from '../../contract/files';
import type { EngineClient } from '../engine/types';
import { VOLUME_ROOT } from '../helpers/requests';
import type { Helpers } from './helpers';
import { inspect } from './inspect';
import type { Place } from './types';

/** A place, for as long as its user has not let it go. */
export interface HeldPlace extends Place {
  release(): void;
}

/** Rejects with EngineError or FileFault. */
export async function hold(client: EngineClient, helpers: Helpers, source: FileSource): Promise<HeldPlace> {
  switch (source.kind) {
    case 'container': {
      const { id, mounts } = await inspect(client, source.id);
      return { containerId: id, root: '/', mounts, release: () => undefined };
    }
    case 'image':
      return { ...(await helpers.ofImage(source.id)), root: '/', mounts: [] };
    case 'volume':
      return { ...(await helpers.ofVolume(source.name)), root: VOLUME_ROOT, mounts: [] };
  }
}

/** Work with a place that is let go afterwards. */
export async function withPlace<T>(held: Promise<HeldPlace>, work: (place: Place) => Promise<T>): Promise<T> {
  const place = await held;
  try {
    return await work(place);
  } finally {
    place.release();
  }
}
