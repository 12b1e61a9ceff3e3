import type { PullFault } from '../../contract/pull-fault';
import type { CheckRun, ImageCheck, ImageTransfer, PullsCliWish, PullWish, PushWish } from '../../contract/pulls';
import type { RowChange } from '../../contract/rows';
import { list, record as loose, text } from '../engine/loose';
import { createPull, createPush, type Pull } from '../engine/pull';
import { withTag } from '../engine/image-name';
import { askRegistry } from './checks/ask';
import { createChecks } from './checks/checks';
import { cliLines } from './cli';
import { createDeeds } from './deeds';
import { withRetryAfter } from './limited';
import { createTransfers } from './transfers';
import type { PullsOptions } from './types';
import { watchTransfers } from './watch';

/** Pulls and pushes of the engine in use, and whether its images have newer ones. How they end is told by `watch`. */
export interface Pulls {
  watch(signal: AbortSignal): AsyncGenerator<RowChange<ImageTransfer>, void, undefined>;
  /** Their ids; of one that is under way already its own. */
  begin(wishes: readonly PullWish[]): string[];
  push(wish: PushWish): string;
  /** For other parts of Slipway: shown as all others, and not noted in the command log. Rejects with EngineError. */
  readonly pull: Pull;
  /** Why a pull would fail, as far as its registry tells; null: it would not. Rejects when it is given up. */
  whyNot(reference: string, signal: AbortSignal): Promise<PullFault | null>;
  cancel(id: string): void;
  /** The new one's id; null: there is none that is over. */
  retry(id: string): string | null;
  /** null: all that are over. */
  dismiss(id: string | null): void;
  cli(wish: PullsCliWish): string[];
  /** Rejects with EngineError. */
  localTags(signal: AbortSignal): Promise<string[]>;
  checks(signal: AbortSignal): AsyncGenerator<RowChange<ImageCheck>, void, undefined>;
  checking(): CheckRun;
  onChecking(listener: () => void): () => void;
  check(references: readonly string[] | null): void;
  cancelCheck(): void;
  /** Nothing is looked up by itself while nobody sees Slipway. */
  setVisible(visible: boolean): void;
  close(): Promise<void>;
}

export async function createPulls(options: PullsOptions): Promise<Pulls> {
  const { engine, authFor } = options;
  const { client } = engine;
  const transfers = createTransfers();
  const deeds = createDeeds(options, transfers, {
    pull: withRetryAfter(createPull(client, authFor), options.retryAfter),
    push: createPush(client, authFor),
  });
  const checks = await createChecks(options);
  return {
    watch: (signal) => watchTransfers(transfers, signal),
    begin: (wishes) => wishes.map((wish) => deeds.pull({ ...wish, reference: withTag(wish.reference) })),
    push: (wish) => deeds.push({ ...wish, reference: withTag(wish.reference) }),
    pull: deeds.quietly,
    whyNot: async (reference, signal) => (await askRegistry(client, authFor, withTag(reference), signal)).failure,
    cancel: (id) => transfers.cancel(id),
    retry: (id) => deeds.retry(id),
    dismiss(id) {
      const over = id === null ? transfers.list().map((each) => each.id) : [id];
      for (const each of over) transfers.dismiss(each);
    },
    cli: (wish) => cliLines(engine.cliPrefix(), wish),
    async localTags(signal) {
      const images = list(await client.json({ method: 'GET', path: '/images/json', signal }));
      return images.flatMap((image) => list(loose(image).RepoTags).map(text).filter(isTag)).sort();
    },
    checks: (signal) => checks.watch(signal),
    checking: () => checks.run(),
    onChecking: (listener) => checks.onRun(listener),
    check: (references) => checks.check(references),
    cancelCheck: () => checks.cancel(),
    setVisible: (visible) => checks.setVisible(visible),
    async close() {
      await checks.close();
      await transfers.close();
    },
  };
}

/** An image without a tag is listed as `<none>:<none>`. */
const isTag = (tag: string): boolean => tag !== '' && !tag.startsWith('<none>');
