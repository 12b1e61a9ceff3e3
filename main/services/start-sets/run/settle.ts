import type { StartSetMember } from '../../../contract/start-sets';
import { failureMessage } from '../../engine/noted';
import { createPause, pause as rest } from '../../engine/pause';
import { EngineError, type EngineEvent } from '../../engine/types';
import type { SetsEngine } from '../types';
import { judge, type Verdict } from './judge';
import type { Seen } from './look';
import { say } from '../../../../texts/say';

export interface Settling {
  readonly engine: Pick<SetsEngine, 'subscribe'>;
  /** Rejects with EngineError. */
  readonly look: () => Promise<readonly Seen[]>;
  readonly before: ReadonlyMap<string, string>;
  readonly then: StartSetMember['then'];
  /** What is waited for; hostile. */
  readonly tell: (words: string) => void;
}

/** Events come in bursts: it is looked at most so often, ms. */
const PERIOD_MS = 100;

/** What health checks do, and what somebody does inside, changes nothing of it. */
const concerns = ({ type, action }: EngineEvent): boolean => type === 'container' && !action.startsWith('exec_');

interface Looked extends Verdict {
  /** The engine could not be asked. */
  readonly lost: boolean;
}

async function judged({ look, before }: Pick<Settling, 'look' | 'before'>): Promise<Looked> {
  try {
    return { ...judge(await look(), before), lost: false };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return {
      is: 'waiting',
      words: say('The engine cannot be asked: {error}', { error: failureMessage(error) }),
      lost: true,
    };
  }
}

type Wait = Exclude<StartSetMember['then'], { readonly wait: 'nothing' }>;

/** null: it is to be waited on. */
function verdictOf({ is, words, lost }: Looked, then: Wait, left: number): Verdict | null {
  if (is === 'failed') return { is, words };
  if (then.wait === 'healthy' && is === 'ready') return { is, words };
  if (left > 0) return null;
  if (then.wait === 'pause' && !lost) return { is: 'ready', words: '' };
  return { is: 'failed', words: say('Not within {seconds} s: {words}', { seconds: then.seconds, words }) };
}

const waitWords = ({ words, lost }: Looked, then: Wait): string =>
  then.wait === 'healthy' || lost ? words : say('Pause of {seconds} s', { seconds: then.seconds });

/**
 * Waits for what comes after a member was started. Resolves with how it is; `waiting` where `signal` ended it. Looks again only when
 * an event, or another connection to the engine, may have changed something.
 */
export async function settle({ engine, look, before, then, tell }: Settling, signal: AbortSignal): Promise<Verdict> {
  if (then.wait === 'nothing') return { is: 'ready', words: '' };
  const until = performance.now() + then.seconds * 1000;
  const left = (): number => until - performance.now();
  const pause = createPause();
  let changes = 0;
  const note = (): void => {
    changes += 1;
    pause.wake();
  };
  const stop = engine.subscribe({
    connected: note,
    disconnected: note,
    event: (event) => {
      if (concerns(event)) note();
    },
  });
  try {
    for (;;) {
      const at = changes;
      const looked = await judged({ look, before });
      const verdict = verdictOf(looked, then, left());
      if (verdict !== null || signal.aborted) return verdict ?? looked;
      tell(waitWords(looked, then));
      await rest(Math.min(PERIOD_MS, left()), signal);
      if (at === changes) await pause.wait(left(), signal);
    }
  } finally {
    stop();
  }
}
