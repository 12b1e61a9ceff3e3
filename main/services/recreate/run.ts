import type { RecreateProgress, UpdateProgress } from '../../contract/recreate';
import type { ContainerSpec } from '../../contract/spec';
import { containerPath } from '../engine/container-path';
import { list, record as loose, text } from '../engine/loose';
import { failureMessage, isCutOff } from '../engine/noted';
import { updateBody } from '../spec/live-update';
import { problemsOfEngine } from '../spec/problems/of-engine';
import { errorOf } from './calls';
import { RecreateConflict } from './conflict';
import { updateLines, wayOf } from './plan';
import { pullWords } from './pull-words';
import { imageIdOf, imageOf, type Reading, readContainer } from './reading';
import { replace } from './replace';
import { createTale, type Tale } from './tale';
import type { Work } from './work';

export interface RunWish {
  readonly id: string;
  readonly revision: string;
  readonly spec: ContainerSpec;
  readonly automatic: boolean;
  readonly graceSeconds: number;
  readonly pull: boolean;
}

export type UpdateWish = Pick<RunWish, 'id' | 'automatic' | 'graceSeconds'>;

/** Begins `act` at once, for this container alone; it goes on whoever reads. Rejections of `act` are the tale's end. */
function begin<T>(work: Work, id: string, act: (tell: (item: T) => void) => Promise<void>): Tale<T> {
  const tale = createTale<T>();
  const alone = async (): Promise<void> => {
    if (work.running.has(id)) throw new RecreateConflict('under-way', id);
    work.running.add(id);
    try {
      const waiting = (await work.journal.list()).filter(({ phase }) => phase !== 'done');
      const mine = waiting.find(({ oldId, newId }) => oldId === id || newId === id);
      if (mine !== undefined) throw new RecreateConflict('under-way', mine.name);
      await act((item) => tale.tell(item));
    } finally {
      work.running.delete(id);
      work.changed();
    }
  };
  alone().then(
    () => tale.end(),
    (error: unknown) => tale.end(errorOf(error)),
  );
  return tale;
}

/** Live where that is enough, else by another container. Its readers get RecreateConflict or EngineError where nothing was begun. */
export const beginRun = (work: Work, wish: RunWish): Tale<RecreateProgress> =>
  begin<RecreateProgress>(work, wish.id, async (tell) => {
    if (wish.pull) {
      const failure = await pulled(work, wish.spec, tell);
      if (failure !== null) {
        tell(failure);
        return;
      }
    }
    const reading = await readContainer(work.calls, wish.id);
    const { seen, spec: before, revision } = reading;
    if (seen.id !== wish.id) throw new RecreateConflict('gone', wish.id);
    if (revision !== wish.revision) throw new RecreateConflict('changed', seen.name);
    const moved = wish.pull && imageIdOf(await imageOf(work.calls.client, wish.spec.image)) !== reading.imageId;
    switch (moved ? 'recreate' : wayOf(before, wish.spec)) {
      case 'none':
        tell({ type: 'updated', warnings: [] });
        return;
      case 'update':
        tell(await updateLive(work, reading, wish.spec));
        return;
      case 'recreate': {
        const { spec: after, automatic, graceSeconds } = wish;
        const from = moved ? onNewImage(reading) : reading;
        await replace(work, { reading: from, after, automatic, graceSeconds }, tell);
      }
    }
  });

/** The same spec on another image: what it had only of the old one is not carried over. */
const onNewImage = (reading: Reading): Reading => ({
  ...reading,
  spec: { ...reading.spec, image: reading.imageId },
});

/** Pulls the tag, and puts a container of its image in this one's place where that is another one. */
export const beginUpdate = (work: Work, wish: UpdateWish): Tale<UpdateProgress> =>
  begin<UpdateProgress>(work, wish.id, async (tell) => {
    const reading = await readContainer(work.calls, wish.id);
    const { spec, imageId, seen } = reading;
    if (seen.id !== wish.id) throw new RecreateConflict('gone', wish.id);
    const failure = await pulled(work, spec, tell);
    if (failure !== null) {
      tell(failure);
      return;
    }
    if (imageIdOf(await imageOf(work.calls.client, spec.image)) === imageId) {
      tell({ type: 'newest', image: spec.image });
      return;
    }
    const { automatic, graceSeconds } = wish;
    await replace(work, { reading: onNewImage(reading), after: spec, automatic, graceSeconds }, tell);
  });

type Failed = Extract<RecreateProgress, { type: 'failed' }>;

async function pulled({ calls, pull }: Work, spec: ContainerSpec, tell: (step: RecreateProgress) => void) {
  const told = (detail: string): void => tell({ type: 'step', step: 'pulling', detail });
  told('');
  try {
    await calls.noted(['pull', spec.image], () =>
      pull({ reference: spec.image, platform: '' }, (tally) => {
        const words = pullWords(tally.read());
        if (words !== '') told(words);
      }),
    );
    return null;
  } catch (error) {
    const message = failureMessage(error);
    const problems = [{ path: 'image', message, severity: 'error' as const }];
    return { type: 'failed', message, problems } satisfies Failed;
  }
}

async function updateLive({ calls }: Work, { seen, spec: before }: Reading, after: ContainerSpec) {
  try {
    const warnings: string[] = [];
    for (const line of updateLines(calls, seen.name, before, after)) {
      const path = containerPath(seen.id, 'update');
      const answer = await calls.notedLine(line, () =>
        calls.client.json({ method: 'POST', path, body: updateBody(before, after) }),
      );
      warnings.push(...list(loose(answer).Warnings).map(text));
    }
    if (after.name !== '' && after.name !== seen.name) await calls.rename(seen, after.name);
    return { type: 'updated', warnings } satisfies RecreateProgress;
  } catch (error) {
    if (isCutOff(error)) throw error;
    const message = failureMessage(error);
    return { type: 'failed', message, problems: [...problemsOfEngine(message, after)] } satisfies Failed;
  }
}
