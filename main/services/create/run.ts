import type { RunProgress } from '../../contract/create';
import type { ContainerSpec } from '../../contract/spec';
import { EngineError } from '../engine/types';
import { createRequest } from '../spec/create-request';
import { createContainer } from '../spec/engine-create';
import { problemsOfEngine } from '../spec/problems/of-engine';
import { runLine } from '../spec/run-line/print';
import { inspectImage } from './inventory';
import { failureMessage, notedLine } from '../engine/noted';
import { isAnswer } from './is-answer';
import { pullNoted } from './pull-now';
import { telling } from './telling';
import type { CreateOptions } from './types';

export interface RunWish {
  readonly spec: ContainerSpec;
  readonly pull: 'missing' | 'always' | 'never';
  readonly start: boolean;
  readonly keep: boolean;
}

type Tell = (progress: RunProgress) => void;
type Failed = Extract<RunProgress, { type: 'failed' }>;

/** Networks and volumes may take their time. */
const SLOW_MS = 120_000;

const failed = (spec: ContainerSpec, error: unknown, rest: Pick<Failed, 'remains' | 'id'>): Failed => {
  const message = failureMessage(error);
  return { type: 'failed', message, problems: [...problemsOfEngine(message, spec)], ...rest };
};

async function pullFirst(
  options: CreateOptions,
  { spec, pull }: RunWish,
  tell: Tell,
  leaving: AbortSignal,
): Promise<void> {
  const { engine } = options;
  const image = spec.image.trim();
  if (pull === 'never') return;
  if (pull === 'missing' && (await inspectImage(engine.client, image, leaving)) !== null) return;
  await pullNoted(options, { image, platform: spec.platform }, tell, leaving);
}

/** Takes away what did not start; what `--rm` took already is gone, too. */
async function takeAway({ engine }: CreateOptions, id: string): Promise<'removed' | 'left'> {
  const path = `/containers/${encodeURIComponent(id)}`;
  const query = { force: true, v: true };
  return engine.client.json({ method: 'DELETE', path, query, timeoutMs: SLOW_MS }).then(
    () => 'removed',
    (error: unknown) => (error instanceof EngineError && error.status === 404 ? 'removed' : 'left'),
  );
}

async function make(options: CreateOptions, { spec, start, keep }: RunWish, tell: Tell): Promise<RunProgress> {
  const { engine } = options;
  const command = runLine(spec, { prefix: engine.cliPrefix(), command: start ? 'run' : 'create' });
  const made = { id: null as string | null };
  const deed = async (): Promise<RunProgress> => {
    tell({ type: 'creating' });
    const { id, warnings } = await createContainer(engine.client, createRequest(spec));
    made.id = id;
    if (start) {
      tell({ type: 'starting', id });
      const path = `/containers/${encodeURIComponent(id)}/start`;
      await engine.client.json({ method: 'POST', path, timeoutMs: SLOW_MS });
    }
    return { type: 'done', id, started: start, warnings: [...warnings] };
  };
  return notedLine(options.record, command, deed).catch(async (error: unknown): Promise<RunProgress> => {
    const { id } = made;
    if (id === null) {
      if (!isAnswer(error)) throw error;
      return failed(spec, error, { remains: 'none', id: null });
    }
    const remains = keep ? 'kept' : isAnswer(error) ? await takeAway(options, id) : 'left';
    return failed(spec, error, { remains, id: remains === 'removed' ? null : id });
  });
}

/** Pulls where that is wished, makes, starts. `leaving` ends it as long as nothing is made. Rejects with EngineError. */
async function runOnce(options: CreateOptions, wish: RunWish, tell: Tell, leaving: AbortSignal): Promise<RunProgress> {
  try {
    await pullFirst(options, wish, tell, leaving);
  } catch (error) {
    if (!isAnswer(error)) throw error;
    const failure = failed(wish.spec, error, { remains: 'none', id: null });
    const about = failure.problems.filter(({ path }) => path !== '');
    const atImage = { path: 'image', message: failure.message, severity: 'error' as const };
    return { ...failure, problems: about.length > 0 ? about : [atImage] };
  }
  leaving.throwIfAborted();
  return make(options, wish, tell);
}

/** The deed goes on by itself; pulling is told as it stands when it is read. */
export const runContainer = (
  options: CreateOptions,
  wish: RunWish,
  signal: AbortSignal,
): AsyncGenerator<RunProgress, void, undefined> =>
  telling<RunProgress>(
    {
      work: (tell, leaving) => runOnce(options, wish, tell, leaving),
      replaces: (last, next) => last.type === 'pulling' && next.type === 'pulling',
      onLost: (error) => options.log(`create: left before its end: ${failureMessage(error)}`),
    },
    signal,
  );
