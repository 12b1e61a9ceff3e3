import * as v from 'valibot';
import type { HelperImage } from '../../contract/terminal';
import { EngineError, type EngineClient } from '../engine/types';
import { say } from '../../../texts/say';

const listed = v.array(
  v.object({
    RepoTags: v.fallback(v.nullable(v.array(v.string())), null),
    Size: v.fallback(v.number(), 0),
  }),
);

/** Known to hold a shell, and `nsenter`; those made for such work first. */
const SUITED: readonly string[] = ['netshoot', 'busybox', 'alpine', 'debian', 'ubuntu', 'fedora'];
const MOST = 1000;

/** The last part of a repository's name: `busybox` of `registry.example:5000/library/busybox:1`. */
const baseName = (image: string): string => /([^/:@]+)(?::[^/]*)?$/.exec(image)?.[1] ?? image;

const rank = (image: string): number => {
  const at = SUITED.indexOf(baseName(image));
  return at < 0 ? SUITED.length : at;
};

/** Images the engine has, by name, those known to suit first. Rejects with EngineError. */
export async function helperImages(client: EngineClient): Promise<HelperImage[]> {
  const parsed = v.safeParse(listed, await client.json({ method: 'GET', path: '/images/json' }));
  if (!parsed.success) throw new EngineError('malformed', say('The list of images cannot be read.'));
  const named = parsed.output.flatMap(({ RepoTags, Size }) =>
    (RepoTags ?? []).filter((tag) => !tag.includes('<none>')).map((name) => ({ name, sizeBytes: Size })),
  );
  return named
    .map((image) => ({ ...image, suggested: rank(image.name) < SUITED.length }))
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name))
    .slice(0, MOST);
}
