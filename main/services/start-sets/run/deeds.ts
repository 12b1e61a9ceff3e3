import type { StartSetMember } from '../../../contract/start-sets';
import { containerPath } from '../../engine/container-path';
import { noted } from '../../engine/noted';
import { EngineError } from '../../engine/types';
import type { StartSetsOptions } from '../types';
import { endedBefore, type Verdict } from './judge';
import { lookAt, type Seen } from './look';
import { settle } from './settle';
import { say } from '../../../../texts/say';

/** What is told of a member while something is done to it. Words are hostile. */
export interface Telling {
  readonly settling: (words: string) => void;
}

/** What is done to one member. Reject with why it was not done; a verdict says how it is afterwards. */
export interface Deeds {
  start(member: StartSetMember, telling: Telling, signal: AbortSignal): Promise<Verdict>;
  stop(member: StartSetMember, signal: AbortSignal): Promise<Verdict>;
}

const SLOW_MS = 120_000;
const NOT_STOPPED: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);

const notThere = (): Verdict => ({ is: 'failed', words: say('There is no container of this name.') });
const unknown = (): Verdict => ({ is: 'failed', words: say('Slipway does not know this project any more.') });

export function createDeeds(options: Pick<StartSetsOptions, 'engine' | 'record' | 'projects'>): Deeds {
  const { engine, projects } = options;
  const keyNow = (): string | undefined => engine.state().status.engine?.key;
  const look = (member: StartSetMember, signal: AbortSignal): Promise<readonly Seen[]> =>
    lookAt(engine.client, member, projects.nameOf(member.subject) ?? '', signal);
  /** The engine that a set is of is not always the one in use. */
  const boundTo = (key: string | undefined) => (): void => {
    if (keyNow() !== key) throw new EngineError('unreachable', say('another engine is in use now'));
  };
  return {
    async start(member, { settling }, signal) {
      const check = boundTo(keyNow());
      const isKnown = member.kind === 'container' || projects.nameOf(member.subject) !== null;
      if (!isKnown) return unknown();
      const seen = await look(member, signal);
      if (member.kind === 'project') await projects.start(member.subject, signal);
      else if (seen[0] === undefined) return notThere();
      else await startContainer(options, seen[0], signal);
      const lookAgain = (): Promise<readonly Seen[]> => {
        check();
        return look(member, signal);
      };
      const { then } = member;
      return settle({ engine, look: lookAgain, before: endedBefore(seen), then, tell: settling }, signal);
    },
    async stop(member, signal) {
      if (member.kind === 'container') {
        const [seen] = await look(member, signal);
        // What is not there does not run.
        if (seen !== undefined && NOT_STOPPED.has(seen.state)) await stopContainer(options, seen, signal);
      } else if (projects.nameOf(member.subject) === null) return unknown();
      else await projects.stop(member.subject, signal);
      return { is: 'ready', words: '' };
    },
  };
}

type Acting = Pick<StartSetsOptions, 'engine' | 'record'>;

/** One that is paused runs on. */
async function startContainer(acting: Acting, { id, name, state }: Seen, signal: AbortSignal): Promise<void> {
  if (state === 'running' || state === 'restarting') return;
  const verb = state === 'paused' ? 'unpause' : 'start';
  const path = containerPath(id, verb);
  await noted(acting, [verb, name], () =>
    acting.engine.client.json({ method: 'POST', path, timeoutMs: SLOW_MS, signal }),
  );
}

/** Its own grace holds, which is not known: no limit. */
async function stopContainer(acting: Acting, { id, name }: Seen, signal: AbortSignal): Promise<void> {
  const path = containerPath(id, 'stop');
  await noted(acting, ['stop', name], () =>
    acting.engine.client.json({ method: 'POST', path, timeoutMs: null, signal }),
  );
}
