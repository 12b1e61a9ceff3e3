import type { ImageTransfer, PullWish, PushWish } from '../../contract/pulls';
import { pullQuery, withTag } from '../engine/image-name';
import { record as loose, text } from '../engine/loose';
import { notedLine } from '../engine/noted';
import type { createPush, Pull } from '../engine/pull';
import { EngineError } from '../engine/types';
import { withoutCredentials } from '../engine/without-credentials';
import { pullLine, pushLine, tagLine } from './cli';
import type { Running, Transfers } from './transfers';
import type { PullsOptions } from './types';
import { say } from '../../../texts/say';

interface Verbs {
  readonly pull: Pull;
  readonly push: ReturnType<typeof createPush>;
}

/** What is done at the user's wish. */
export interface Deeds {
  /** Its id; of one that is under way already its own. */
  pull(wish: PullWish): string;
  push(wish: PushWish): string;
  readonly quietly: Pull;
  retry(id: string): string | null;
}

/** Of a pull that somebody cancelled who did not ask for it; no status of HTTP means that. */
const CANCELLED = 499;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const isAnswer = (error: unknown): boolean => error instanceof EngineError && error.kind === 'refused';

type Doing = Pick<PullsOptions, 'engine' | 'record'>;

/** Notes the deed in the command log, with how it ended. */
const noted = (doing: Doing, command: string, running: Running, deed: () => Promise<unknown>): Promise<unknown> =>
  notedLine(doing.record, command, deed, (error) =>
    running.signal.aborted
      ? ['failed', 'cancelled']
      : [isAnswer(error) ? 'failed' : 'unknown', withoutCredentials(words(error))],
  );

/** What came in the end, where a platform was wished: an engine may take the only one there is. */
async function platformNote({ engine }: Doing, { reference, platform }: PullWish): Promise<string> {
  if (platform === '') return '';
  const path = `/images/${encodeURIComponent(reference)}/json`;
  const image = loose(await engine.client.json({ method: 'GET', path }).catch(() => null));
  const [os = '', architecture = ''] = platform.split('/');
  const got = [text(image.Os), text(image.Architecture)];
  if (got.includes('') || (got[0] === os && (architecture === '' || got[1] === architecture))) return '';
  return say('This is an image for {got}: the engine found none for {platform}.', { got: got.join('/'), platform });
}

type Begin = Pick<ImageTransfer, 'kind' | 'reference' | 'platform'>;

export function createDeeds(doing: Doing, transfers: Transfers, verbs: Verbs): Deeds {
  const { engine } = doing;
  /** Of pushes, for their repetition. */
  const images = new Map<string, string>();
  const engineName = (): string => engine.state().status.engine?.name ?? '';
  const start = (begin: Begin, run: (running: Running) => Promise<void>): string => {
    const known = transfers.find(begin)?.id;
    if (known !== undefined) {
      transfers.wanted(known);
      return known;
    }
    const { id, done } = transfers.start({ ...begin, engine: engineName(), quiet: false }, run);
    // The list tells it.
    done.catch(() => undefined);
    return id;
  };
  const pull = (wish: PullWish): string =>
    start({ kind: 'pull', ...wish }, (running) => pullNoted(doing, verbs, wish, running));
  const push = (wish: PushWish): string => {
    const { image, reference } = wish;
    const id = start({ kind: 'push', reference, platform: '' }, (running) => pushNoted(doing, verbs, wish, running));
    images.set(id, image);
    for (const old of images.keys()) if (transfers.get(old) === undefined) images.delete(old);
    return id;
  };
  const retry = (id: string): string | null => {
    const old = transfers.get(id);
    if (old === undefined || old.state === 'running') return null;
    const { reference, platform } = old;
    const image = images.get(id) ?? reference;
    transfers.dismiss(id);
    return old.kind === 'pull' ? pull({ reference, platform }) : push({ image, reference });
  };
  return { pull, push, retry, quietly: quietly(transfers, verbs, engineName) };
}

async function pullNoted(doing: Doing, { pull }: Verbs, wish: PullWish, running: Running): Promise<void> {
  const line = pullLine(doing.engine.cliPrefix(), wish);
  await noted(doing, line, running, () => pull(wish, running.told, running.signal));
  running.note(await platformNote(doing, wish));
}

async function pushNoted(doing: Doing, { push }: Verbs, wish: PushWish, running: Running): Promise<void> {
  const { image, reference } = wish;
  const prefix = doing.engine.cliPrefix();
  if (withTag(image) !== reference)
    await noted(doing, tagLine(prefix, image, reference), running, () => tag(doing, image, reference));
  await noted(doing, pushLine(prefix, reference), running, () => push(reference, running.told, running.signal));
}

const quietly =
  (transfers: Transfers, verbs: Verbs, engineName: () => string): Pull =>
  async (wish, onTold, signal) => {
    const begin = {
      kind: 'pull',
      reference: withTag(wish.reference),
      platform: wish.platform,
      engine: engineName(),
      quiet: true,
    } as const;
    await transfers.start(begin, async (running) => {
      const ending = signal === undefined ? running.signal : AbortSignal.any([running.signal, signal]);
      try {
        await verbs.pull(
          wish,
          (tally) => {
            running.told(tally);
            onTold(tally);
          },
          ending,
        );
      } catch (error) {
        if (running.signal.aborted && signal?.aborted !== true)
          throw new EngineError('refused', say('The pull was cancelled.'), CANCELLED);
        throw error;
      }
    }).done;
  };

async function tag({ engine }: Doing, image: string, reference: string): Promise<void> {
  const { fromImage: repo, tag: name } = pullQuery(reference);
  const path = `/images/${encodeURIComponent(image)}/tag`;
  await engine.client.json({ method: 'POST', path, query: { repo, tag: name } });
}
