import * as v from 'valibot';
import type { Share } from '../driver';
import { shareOf } from './normalize';
import { isWithin, tidyPath, toHostPath } from './share-paths';

const PATH_LIMIT = 4096;
const containerSchema = v.object({ Mounts: v.optional(v.nullable(v.array(v.unknown())), []) });
const bindSchema = v.object({ Type: v.literal('bind'), Source: v.pipe(v.string(), v.maxLength(PATH_LIMIT)) });

/**
 * The files and folders of the host that running containers have bound, of those on shares, from the answer of
 * `/containers/json`; without what lies in another of them. Null when it is no list.
 */
export function boundFolders(
  json: unknown,
  shares: readonly Share[],
  platform: NodeJS.Platform,
): readonly string[] | null {
  if (!Array.isArray(json)) return null;
  const sources = new Set<string>();
  for (const entry of json) {
    const container = v.safeParse(containerSchema, entry);
    for (const mount of (container.success ? container.output.Mounts : null) ?? []) {
      const bind = v.safeParse(bindSchema, mount);
      const source = bind.success ? toHostPath(bind.output.Source, platform) : null;
      const tidy = source === null ? null : tidyPath(source, platform);
      if (tidy !== null && shareOf(tidy, shares, platform) !== null) sources.add(tidy);
    }
  }
  const outermost: string[] = [];
  for (const source of [...sources].sort((a, b) => a.length - b.length))
    if (!outermost.some((outer) => isWithin(source, outer, platform))) outermost.push(source);
  return outermost;
}
