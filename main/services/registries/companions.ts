import type { RegistryClient } from '../registry/client/client';

/** Each is asked for by itself. */
const LOOKED_AT = 100;
const AT_ONCE = 4;

export interface Companions {
  readonly tags: string[];
  /** How many were looked at. */
  readonly checked: number;
  readonly all: boolean;
}

/** The tags that mean one digest, and go with it when it is deleted. Rejects with RegistryFault. */
export async function findCompanions(
  client: Pick<RegistryClient, 'tags' | 'head'>,
  { repository, digest }: { readonly repository: string; readonly digest: string },
  signal: AbortSignal,
): Promise<Companions> {
  const { names, next } = await client.tags(repository, '', signal);
  const some = names.slice(0, LOOKED_AT);
  const tags: string[] = [];
  for (let at = 0; at < some.length; at += AT_ONCE) {
    const found = some.slice(at, at + AT_ONCE).map(async (tag) => {
      // A tag may go meanwhile.
      const head = await client.head(repository, tag, signal).catch(() => null);
      signal.throwIfAborted();
      return head?.digest === digest ? tag : null;
    });
    tags.push(...(await Promise.all(found)).filter((tag) => tag !== null));
  }
  return { tags: tags.sort(), checked: some.length, all: next === null && some.length === names.length };
}
