import type { Readable } from 'node:stream';
import type { ImageImportWish } from '../../contract/images';
import type { TransferTicket } from '../../contract/transfers';
import type { EngineClient, EngineRequest } from '../engine/types';
import { isLeaving } from '../helpers/leaving';
import { readAnswer, type Said } from './bytes/answer';
import { checkedTar } from './bytes/incoming';
import { imageRules, rootRules, type TarRules } from './bytes/rules';
import { parseReference } from './names';
import { type ImageFacts, nameOf, readImages } from './read';
import type { TransferParts } from './transfer-parts';
import type { Running } from './works';
import { say } from '../../../texts/say';

interface Sending {
  readonly file: string;
  readonly request: Pick<EngineRequest, 'path' | 'query'>;
  readonly rules: TarRules;
  /** What the engine says, as a note; null: nothing new. */
  readonly hear: (said: Said) => string | null;
}

interface Upload {
  readonly body: Readable;
  readonly running: Pick<Running, 'signal' | 'moved' | 'note'>;
}

/** Sends it, checked, and waits until the engine has made of it what it could. Rejects with EngineError or ImageFault. */
async function send(client: EngineClient, sending: Sending, { body, running }: Upload): Promise<void> {
  const { file, request, rules, hear } = sending;
  const { signal, moved, note } = running;
  const before = await readImages(client, false, signal);
  const state = { isWhole: false };
  try {
    const { tar, done } = await checkedTar({ file, body, moved, signal }, rules);
    void done
      .then(() => {
        state.isWhole = true;
        note(say('The engine unpacks it'));
      }, undefined)
      .catch(() => undefined);
    const content = { stream: tar, type: 'application/x-tar', length: null };
    const answer = client.stream({ method: 'POST', ...request, content, timeoutMs: null, signal });
    const [flowed, answered] = await Promise.allSettled([done, answer]);
    if (answered.status === 'rejected') throw causeOf(flowed, answered.reason);
    await readAnswer(answered.value, file, (said) => {
      const words = hear(said);
      if (words !== null) note(words);
    });
    if (flowed.status === 'rejected') throw flowed.reason;
  } catch (error) {
    note(await leftWords(client, before, { cancelled: signal.aborted && state.isWhole }));
    throw error;
  } finally {
    body.destroy();
  }
}

/** What broke the tar is why the engine's answer broke too; an engine that stops reading breaks the tar. */
const causeOf = (flowed: PromiseSettledResult<void>, answered: unknown): unknown =>
  flowed.status === 'rejected' && !isLeaving(flowed.reason) ? flowed.reason : answered;

/** Says exactly what a load that failed left behind. */
async function leftWords(
  client: EngineClient,
  before: readonly ImageFacts[],
  { cancelled }: { readonly cancelled: boolean },
): Promise<string> {
  const late = cancelled ? say('The engine had all of it, and may still finish') : '';
  try {
    const known = new Map(before.map((image) => [image.id, new Set(image.tags)] as const));
    const added = (await readImages(client, false)).flatMap((image) => {
      const tags = known.get(image.id);
      return tags === undefined ? [nameOf(image)] : image.tags.filter((tag) => !tags.has(tag));
    });
    if (added.length > 0)
      return [say('The engine has kept: {added}', { added: added.join(', ') }), late].filter(Boolean).join('. ');
    return late === '' ? say('The engine has kept nothing of it') : late;
  } catch {
    return say('What the engine has kept of it could not be read');
  }
}

/** Of lines that are for a terminal. */
const LOADED = /^Loaded image(?: ID)?: (\S+)/;

/** Loads a saved image; resolves with what the engine says it loaded: tags, or ids. Rejects with EngineError or ImageFault. */
export async function loadTar(client: EngineClient, file: string, upload: Upload): Promise<readonly string[]> {
  const loaded: string[] = [];
  const hear = ({ stream, id, status }: Said): string | null => {
    const name = LOADED.exec(stream.trim())?.[1];
    if (name !== undefined) loaded.push(name);
    if (loaded.length > 0) return `Loaded ${loaded.join(', ')}`;
    return status === '' ? null : [status, id].filter(Boolean).join(' ');
  };
  const request = { path: '/images/load', query: { quiet: false } };
  await send(client, { file, request, rules: imageRules(), hear }, upload);
  return loaded;
}

/** A ticket to send a saved image with: a tar or .tar.gz of Docker's or of the OCI. */
export const loadImages = (parts: TransferParts, { file, size }: { file: string; size: number }): TransferTicket =>
  offer(parts, { kind: 'load', file, size }, async (upload) => {
    await parts.recorded({ action: 'load', file }, () => loadTar(parts.client, file, upload));
  });

/** A ticket to send a root file system with. Throws ImageFault `bad-reference`. */
export function importImage(parts: TransferParts, wish: ImageImportWish): TransferTicket {
  const { file, size, reference, message, changes } = wish;
  const named = reference === '' ? null : parseReference(reference);
  const words = [
    ['fromSrc', '-'],
    ...(named === null
      ? []
      : [
          ['repo', named.repository],
          ['tag', named.tag],
        ]),
    ...(message === '' ? [] : [['message', message]]),
    ...changes.map((change) => ['changes', change]),
  ];
  const path = `/images/create?${words.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')}`;
  const hear = ({ status }: Said): string | null => {
    if (!status.startsWith('sha256:')) return status === '' ? null : status;
    return `Imported ${reference === '' ? status : reference}`;
  };
  return offer(parts, { kind: 'import', file, size }, (upload) =>
    parts.recorded({ action: 'import', ...wish }, () =>
      send(parts.client, { file, request: { path }, rules: rootRules(), hear }, upload),
    ),
  );
}

interface Offer {
  readonly kind: 'load' | 'import';
  readonly file: string;
  readonly size: number;
}

const offer = (
  { works, transfers }: TransferParts,
  { kind, file, size }: Offer,
  run: (upload: Upload) => Promise<void>,
): TransferTicket =>
  transfers.upload({
    size,
    async receive(body, over) {
      const { id, done } = works.start({ kind, file, total: size }, (running) => run({ body, running }));
      over.addEventListener('abort', () => works.cancel(id), { once: true });
      await done;
    },
  });
