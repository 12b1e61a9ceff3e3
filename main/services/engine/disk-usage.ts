import * as v from 'valibot';
import type { DiskUsage } from '../../contract/engine';
import { parse } from './facts';
import type { EngineClient } from './types';

const TIMEOUT_MS = 300_000;
/** Of a size or count the engine did not work out. */
const UNKNOWN = -1;

const size = v.fallback(v.pipe(v.number(), v.finite()), 0);
const maybe = v.fallback(v.pipe(v.number(), v.finite()), UNKNOWN);
const flag = v.fallback(v.boolean(), false);
const list = <S extends v.GenericSchema>(item: S) => v.fallback(v.array(item), []);

const usageBody = v.object({
  LayersSize: size,
  Images: list(v.object({ Containers: maybe, Size: maybe, SharedSize: maybe })),
  Containers: list(v.object({ State: v.fallback(v.string(), ''), SizeRw: size })),
  Volumes: list(
    v.object({
      UsageData: v.fallback(v.object({ Size: maybe, RefCount: maybe }), { Size: UNKNOWN, RefCount: UNKNOWN }),
    }),
  ),
  BuildCache: list(v.object({ Size: size, InUse: flag, Shared: flag })),
});
type Usage = v.InferOutput<typeof usageBody>;

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + Math.max(0, of(item)), 0);

/** `/system/df` with the formulas of `docker system df`. Throws EngineError. */
export async function readDiskUsage(client: EngineClient): Promise<DiskUsage> {
  const body = await client.json({ method: 'GET', path: '/system/df', timeoutMs: TIMEOUT_MS });
  const usage = parse(usageBody, body, '/system/df');
  return {
    images: images(usage),
    containers: containers(usage),
    volumes: volumes(usage),
    buildCache: buildCache(usage),
  };
}

/** All layers but those that only images in use have. */
function images({ Images, LayersSize }: Usage): DiskUsage['images'] {
  const inUse = Images.filter(
    (image) => image.Containers !== 0 && image.Size !== UNKNOWN && image.SharedSize !== UNKNOWN,
  );
  const used = sum(inUse, (image) => image.Size - image.SharedSize);
  return { count: Images.length, sizeBytes: LayersSize, reclaimableBytes: Math.max(0, LayersSize - used) };
}

function containers({ Containers }: Usage): DiskUsage['containers'] {
  const idle = Containers.filter(({ State }) => !/running|paused|restarting/.test(State));
  return {
    count: Containers.length,
    sizeBytes: sum(Containers, ({ SizeRw }) => SizeRw),
    reclaimableBytes: sum(idle, ({ SizeRw }) => SizeRw),
  };
}

function volumes({ Volumes }: Usage): DiskUsage['volumes'] {
  const unused = Volumes.filter(({ UsageData }) => UsageData.RefCount === 0);
  return {
    count: Volumes.length,
    sizeBytes: sum(Volumes, ({ UsageData }) => UsageData.Size),
    reclaimableBytes: sum(unused, ({ UsageData }) => UsageData.Size),
  };
}

function buildCache({ BuildCache }: Usage): DiskUsage['buildCache'] {
  const own = BuildCache.filter(({ Shared }) => !Shared);
  const sizeBytes = sum(own, ({ Size }) => Size);
  const inUse = sum(
    own.filter(({ InUse }) => InUse),
    ({ Size }) => Size,
  );
  return { count: BuildCache.length, sizeBytes, reclaimableBytes: sizeBytes - inUse };
}
