import type { OpenItem } from '../../contract/layers';
import { pause } from '../engine/pause';
import { shellQuote } from '../engine/shell-quote';
import { EngineError } from '../engine/types';
import { LayerFault } from './fault';
import type { ImageIndex } from './index/image-index';
import { readImage, type ReadProgress } from './read-image';
import { openSaved, readImageFacts } from './requests';
import type { Shelf } from './shelf';
import type { RecordCommand } from '../engine/noted';
import type { LayersEngine } from './types';
import { say } from '../../../texts/say';

interface Parts {
  readonly engine: LayersEngine;
  readonly record: RecordCommand;
  readonly shelf: Shelf;
}

/** One reading of one image, for all that wait for it. */
interface Reading {
  readonly done: Promise<ImageIndex>;
  readonly expected: number | null;
  readonly signal: AbortSignal;
  progress(): ReadProgress;
  join(): void;
  /** Ends it when nobody waits for it any more. */
  leave(): void;
}

export interface Opening {
  open(imageId: string, signal: AbortSignal): AsyncGenerator<OpenItem>;
}

const PROGRESS_MS = 100;

export function createOpening(parts: Parts): Opening {
  const readings = new Map<string, Reading>();
  const begin = (imageId: string, expected: number | null): Reading => {
    const reading = createReading(parts, imageId, expected);
    readings.set(imageId, reading);
    const forget = (): void => {
      if (readings.get(imageId) === reading) readings.delete(imageId);
    };
    reading.done.then(forget, forget);
    // One that nobody waits for is ending: who comes now begins another.
    reading.signal.addEventListener('abort', forget, { once: true });
    return reading;
  };
  return {
    async *open(image, signal) {
      const { id, size } = await readImageFacts(parts.engine.client, image, signal);
      const known = parts.shelf.get(id);
      if (known !== null) {
        yield { type: 'ready', image: known.image };
        return;
      }
      const reading = readings.get(id) ?? begin(id, size);
      yield* follow(reading, signal);
    },
  };
}

async function* follow(reading: Reading, signal: AbortSignal): AsyncGenerator<OpenItem> {
  const { done, expected } = reading;
  let over = false;
  const settled = done.then(
    () => void (over = true),
    () => void (over = true),
  );
  reading.join();
  try {
    while (!isTrue(over) && !signal.aborted) {
      yield { type: 'progress', expected, ...reading.progress() };
      await Promise.race([settled, pause(PROGRESS_MS, signal)]);
    }
    if (!signal.aborted) yield { type: 'ready', image: (await done).image };
  } finally {
    reading.leave();
  }
}

/** Changed by others. */
const isTrue = (value: boolean): boolean => value;

function createReading({ engine, record, shelf }: Parts, imageId: string, expected: number | null): Reading {
  const control = new AbortController();
  let progress: ReadProgress = { bytes: 0, entries: 0 };
  let waiting = 0;
  const read = async (): Promise<ImageIndex> => {
    const finish = record(`${engine.cliPrefix()} save ${shellQuote(imageId)} | tar -t`);
    try {
      const body = await openSaved(engine.client, imageId, control.signal);
      const index = await readImage(imageId, body, (now) => (progress = now));
      shelf.put(index);
      finish('done', '');
      return index;
    } catch (error) {
      const failure = failureOf(error);
      finish('failed', failure.message);
      throw failure;
    }
  };
  const done = read();
  done.catch(() => undefined);
  return {
    ...{ done, expected, signal: control.signal },
    progress: () => progress,
    join: () => void (waiting += 1),
    leave() {
      waiting -= 1;
      if (waiting === 0) control.abort();
    },
  };
}

/** What the connection says when the engine breaks off. */
function failureOf(error: unknown): Error {
  if (error instanceof LayerFault || error instanceof EngineError) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new EngineError('unreachable', say('The image broke off: {said}', { said }));
}
