import type { DiskUsage } from '../../contract/engine';
import { readUsage, type Usage } from './system-df';
import type { EngineClient } from './types';

const sum = <T>(items: readonly T[], of: (item: T) => number | null): number =>
  items.reduce((total, item) => total + (of(item) ?? 0), 0);

/** `/system/df` with the formulas of `docker system df`. Throws EngineError. */
export async function readDiskUsage(client: EngineClient, signal: AbortSignal): Promise<DiskUsage> {
  const usage = await readUsage(client, signal);
  return {
    images: images(usage),
    containers: containers(usage),
    volumes: volumes(usage),
    buildCache: buildCache(usage),
  };
}

/** All layers but those that only images in use have. */
function images({ images, layersBytes }: Usage): DiskUsage['images'] {
  const used = sum(images, ({ containers, bytes, sharedBytes }) =>
    containers === 0 || bytes === null || sharedBytes === null ? 0 : Math.max(0, bytes - sharedBytes),
  );
  return { count: images.length, sizeBytes: layersBytes, reclaimableBytes: Math.max(0, layersBytes - used) };
}

const containers = ({ containers }: Usage): DiskUsage['containers'] => ({
  count: containers.length,
  sizeBytes: sum(containers, ({ bytes }) => bytes),
  reclaimableBytes: sum(containers, ({ bytes, running }) => (running ? 0 : bytes)),
});

const volumes = ({ volumes }: Usage): DiskUsage['volumes'] => ({
  count: volumes.length,
  sizeBytes: sum(volumes, ({ bytes }) => bytes),
  reclaimableBytes: sum(volumes, ({ bytes, users }) => (users === 0 ? bytes : 0)),
});

function buildCache({ cache }: Usage): DiskUsage['buildCache'] {
  const own = cache.filter(({ shared }) => !shared);
  const sizeBytes = sum(own, ({ bytes }) => bytes);
  const inUse = sum(own, (record) => (record.inUse ? record.bytes : 0));
  return { count: cache.length, sizeBytes, reclaimableBytes: sizeBytes - inUse };
}
