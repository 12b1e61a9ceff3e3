import type {
  HistoryStep,
  ImageCliWish,
  ImageFate,
  ImageImportWish,
  ImagePlatform,
  ImageRemoval,
  ImageRow,
  ImageSizes,
  ImageWork,
  RemovalTarget,
} from '../../contract/images';
import type { RowChange } from '../../contract/rows';
import type { TransferTicket } from '../../contract/transfers';
import type { Transfers } from '../shell/transfers';
import type { RecordCommand } from '../engine/noted';
import { cliLine } from './cli';
import { watchImages } from './live/watch';
import { importImage, loadImages } from './load';
import { tagImage, untagImage } from './names';
import { planRemoval } from './plan';
import { createPlatforms } from './platforms';
import { inspectText, readHistory } from './read';
import { createRecorded } from './recorded';
import { removeImages } from './remove';
import { saveImages } from './save';
import type { TransferParts } from './transfer-parts';
import type { ImagesEngine, WatchContainers } from './types';
import { createWorks, type Explain } from './works';

/** The images of the engine in use. Rejects with EngineError or ImageFault. */
export interface Images {
  watch(signal: AbortSignal): AsyncGenerator<RowChange<ImageRow>, void, undefined>;
  sizes(signal: AbortSignal): Promise<ImageSizes>;
  platforms(ids: readonly string[], signal: AbortSignal): Promise<ImagePlatform[]>;
  inspect(id: string, signal: AbortSignal): Promise<string>;
  history(id: string, signal: AbortSignal): Promise<HistoryStep[]>;
  plan(ids: readonly string[], signal: AbortSignal): Promise<ImageFate[]>;
  remove(targets: readonly RemovalTarget[], force: boolean, signal: AbortSignal): AsyncIterable<ImageRemoval>;
  tag(wish: { readonly id: string; readonly reference: string; readonly replace: boolean }): Promise<void>;
  untag(wish: { readonly id: string; readonly reference: string }): Promise<void>;
  cli(wish: ImageCliWish): string;
  save(images: readonly string[]): Promise<TransferTicket>;
  load(wish: { readonly file: string; readonly size: number }): TransferTicket;
  import(wish: ImageImportWish): TransferTicket;
  work(): ImageWork[];
  onWork(listener: () => void): () => void;
  cancel(id: string): void;
  dismiss(id: string): void;
  /** Cancels what is under way. */
  close(): Promise<void>;
}

interface Share {
  readonly id: string;
  readonly sharedBytes: number | null;
}

export interface ImagesOptions {
  readonly engine: ImagesEngine;
  readonly record: RecordCommand;
  readonly transfers: Transfers;
  readonly containers: WatchContainers;
  /** What images share with others, measured now. Rejects with EngineError. */
  readonly shares: (signal: AbortSignal) => Promise<readonly Share[]>;
  /** An error as calls throw it. */
  readonly explain: Explain;
}

export function createImages({ engine, record, transfers, containers, shares, explain }: ImagesOptions): Images {
  const { client } = engine;
  const recorded = createRecorded(engine, record);
  const works = createWorks(explain);
  const platforms = createPlatforms();
  const parts: TransferParts = { client, recorded, works, transfers };
  return {
    watch: (signal) => watchImages({ engine, containers }, signal),
    async sizes(signal) {
      const measuredAt = Date.now();
      const began = performance.now();
      const shared = (await shares(signal)).map(({ id, sharedBytes }) => ({ id, bytes: sharedBytes }));
      return { measuredAt, durationMs: performance.now() - began, shared };
    },
    platforms: (ids, signal) => platforms.of(client, ids, signal),
    inspect: (id, signal) => inspectText(client, id, signal),
    history: (id, signal) => readHistory(client, id, signal),
    plan: (ids, signal) => planRemoval(client, ids, signal),
    remove: (targets, force, signal) => removeImages(parts, { targets, force }, signal),
    tag: (wish) => tagImage(parts, wish),
    untag: (wish) => untagImage(parts, wish),
    cli: (wish) => cliLine(engine.cliPrefix(), wish),
    save: (images) => saveImages(parts, images),
    load: (wish) => loadImages(parts, wish),
    import: (wish) => importImage(parts, wish),
    work: () => works.list(),
    onWork: (listener) => works.onChange(listener),
    cancel: (id) => works.cancel(id),
    dismiss: (id) => works.dismiss(id),
    close: () => works.close(),
  };
}
