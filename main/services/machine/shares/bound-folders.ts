import * as v from 'valibot';
import type { Share } from '../driver';
import { shareOf } from './normalize';
import { isWithin, tidyPath, toHostPath } from './share-paths';

const PATH_LIMIT = 4096;
const containerSchema = v.object({
  State: v.optional(v.string(), ''),
  Mounts: v.optional(v.nullable(v.array(v.unknown())), []),
});
const bindSchema = v.object({ Type: v.literal('bind'), Source: v.pipe(v.string(), v.maxLength(PATH_LIMIT)) });

/** Files and folders of the host that are on shares; none lies in another of them. */
export interface BoundFolders {
  /** Bound by containers that run. */
  readonly running: readonly string[];
  /** By any, also those that may yet start. */
  readonly all: readonly string[];
}

/** From the answer of `/containers/json`; null when it is no list. */
export function boundFolders(json: unknown, shares: readonly Share[], platform: NodeJS.Platform): BoundFolders | null {
  if (!Array.isArray(json)) return null;
  const found = { running: new Set<string>(), all: new Set<string>() };
  for (const entry of json) {
    const container = v.safeParse(containerSchema, entry);
    if (!container.success) continue;
    for (const mount of container.output.Mounts ?? []) {
      const source = sharedSource(mount, shares, platform);
      if (source === null) continue;
      found.all.add(source);
      if (container.output.State === 'running') found.running.add(source);
    }
  }
  return { running: outermost(found.running, platform), all: outermost(found.all, platform) };
}

function sharedSource(mount: unknown, shares: readonly Share[], platform: NodeJS.Platform): string | null {
  const bind = v.safeParse(bindSchema, mount);
  const source = bind.success ? toHostPath(bind.output.Source, platform) : null;
  const tidy = source === null ? null : tidyPath(source, platform);
  return tidy !== null && shareOf(tidy, shares, platform) !== null ? tidy : null;
}

function outermost(sources: ReadonlySet<string>, platform: NodeJS.Platform): readonly string[] {
  const kept: string[] = [];
  for (const source of [...sources].sort((a, b) => a.length - b.length))
    if (!kept.some((outer) => isWithin(source, outer, platform))) kept.push(source);
  return kept;
}
