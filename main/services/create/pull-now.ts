import type { PullProgress } from '../../contract/create';
import { commandLine } from '../engine/shell-quote';
import { failureMessage, notedLine } from '../engine/noted';
import type { PullRequest } from '../engine/pull';
import { isAnswer } from './is-answer';
import { telling } from './telling';
import type { CreateOptions } from './types';

export interface PullWish {
  readonly image: string;
  readonly platform: string;
}

type Pulling = Extract<PullProgress, { type: 'pulling' }>;

/** As `docker pull`, noted in the command log. Rejects with EngineError; an abort ends it. */
export async function pullNoted(
  { engine, record, pull }: CreateOptions,
  { image, platform }: PullWish,
  tell: (progress: Pulling) => void,
  leaving: AbortSignal,
): Promise<void> {
  tell({ type: 'pulling', status: '', bytes: 0, total: 0 });
  const words = ['pull', ...(platform === '' ? [] : ['--platform', platform]), image];
  const request: PullRequest = { reference: image, platform };
  await notedLine(record, commandLine(engine.cliPrefix(), words), () =>
    pull(
      request,
      (tally) => {
        const { bytes, total } = tally.read();
        tell({ type: 'pulling', status: tally.last(), bytes, total });
      },
      leaving,
    ),
  );
}

/** An image by itself, before anything is made of it. Leaving ends it. */
export const pullNow = (
  options: CreateOptions,
  wish: PullWish,
  signal: AbortSignal,
): AsyncGenerator<PullProgress, void, undefined> =>
  telling<PullProgress>(
    {
      work: async (tell, leaving) => {
        try {
          await pullNoted(options, wish, tell, leaving);
          return { type: 'pulled' };
        } catch (error) {
          if (!isAnswer(error)) throw error;
          return { type: 'failed', message: failureMessage(error) };
        }
      },
      replaces: (last, next) => last.type === 'pulling' && next.type === 'pulling',
      onLost: (error) => options.log(`create: a pull was left before its end: ${failureMessage(error)}`),
    },
    signal,
  );
