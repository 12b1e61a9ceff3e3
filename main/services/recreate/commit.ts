import type { CommitWish } from '../../contract/recreate';
import { record as loose, text } from '../engine/loose';
import type { Calls } from './calls';

/** `name`, `name:tag`, `host:5000/name:tag`. */
export function splitReference(reference: string): { readonly repo: string; readonly tag: string } {
  const colon = reference.lastIndexOf(':');
  if (colon <= reference.lastIndexOf('/')) return { repo: reference, tag: reference === '' ? '' : 'latest' };
  return { repo: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}

/** Resolves with the image's id. Rejects with EngineError. */
export async function commit(calls: Calls, wish: CommitWish): Promise<string> {
  const { id, reference, author, message, changes, pause } = wish;
  const name = (await calls.look(id))?.name ?? id;
  const words = [
    ...['commit', ...(pause ? [] : ['--pause=false'])],
    ...(author === '' ? [] : ['--author', author]),
    ...(message === '' ? [] : ['--message', message]),
    ...changes.flatMap((change) => ['--change', change]),
    ...[name, ...(reference === '' ? [] : [reference])],
  ];
  const query = { container: id, ...splitReference(reference), author, comment: message, pause: pause ? 1 : 0 };
  const lines = changes.length === 0 ? {} : { changes: changes.join('\n') };
  const answer = await calls.noted(words, () =>
    calls.client.json({ method: 'POST', path: '/commit', query: { ...query, ...lines }, body: {}, timeoutMs: null }),
  );
  return text(loose(answer).Id);
}
