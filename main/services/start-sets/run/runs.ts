import type { MemberProgress, StartSet, StartSetRow } from '../../../contract/start-sets';
import { failureMessage } from '../../engine/noted';
import { StartSetFault } from '../fault';
import type { Deeds } from './deeds';
import type { Verdict } from './judge';
import { say } from '../../../../texts/say';

type Run = NonNullable<StartSetRow['run']>;

/** What is done to sets, at most one thing to each at a time. */
export interface Runs {
  /** Throws StartSetFault `busy` or `empty`. */
  begin(set: StartSet, verb: Run['verb']): void;
  /** What is under way, or was last. */
  of(id: string): Run | null;
  isBusy(id: string): boolean;
  /** What was started stays started. */
  cancel(id: string): void;
  /** Of one that is not under way. */
  forget(id: string): void;
  /** Cancels all; resolves when nothing is under way. */
  close(): Promise<void>;
}

interface Work {
  run: Run;
  readonly end: AbortController;
  done: Promise<void>;
}

const afterFailure = (): MemberProgress => ({ state: 'skipped', detail: say('An earlier one failed.') });
const afterCancel = (): MemberProgress => ({ state: 'skipped', detail: say('Cancelled before it was its turn.') });
const cancelled = (): MemberProgress => ({
  state: 'skipped',
  detail: say('Cancelled while it was under way: what is done stays done.'),
});

export function createRuns(deeds: Deeds, onChange: () => void): Runs {
  const works = new Map<string, Work>();
  const isBusy = (id: string): boolean => works.get(id)?.run.state === 'running';
  return {
    isBusy,
    of: (id) => works.get(id)?.run ?? null,
    begin(set, verb) {
      if (isBusy(set.id)) throw new StartSetFault('busy', set.name);
      if (set.members.length === 0) throw new StartSetFault('empty', set.name);
      const members = set.members.map((): MemberProgress => ({ state: 'waiting', detail: '' }));
      const run: Run = { verb, state: 'running', startedAt: Date.now(), endedAt: null, members };
      const work: Work = { run, end: new AbortController(), done: Promise.resolve() };
      works.set(set.id, work);
      work.done = carryOut({ deeds, set, onChange }, work);
      onChange();
    },
    cancel: (id) => works.get(id)?.end.abort(),
    forget: (id) => void works.delete(id),
    async close() {
      for (const { end } of works.values()) end.abort();
      await Promise.all([...works.values()].map(({ done }) => done));
    },
  };
}

interface Parts {
  readonly deeds: Deeds;
  readonly set: StartSet;
  readonly onChange: () => void;
}

/** Never rejects. */
async function carryOut(parts: Parts, work: Work): Promise<void> {
  const { set, onChange } = parts;
  const { signal } = work.end;
  const put = (part: Partial<Run>): void => {
    work.run = { ...work.run, ...part };
    onChange();
  };
  const order = set.members.map((_, index) => index);
  let state: Run['state'] = 'done';
  for (const index of work.run.verb === 'start' ? order : order.reverse()) {
    const tell = (progress: MemberProgress): void =>
      put({ members: work.run.members.map((one, at) => (at === index ? progress : one)) });
    if (signal.aborted) state = 'cancelled';
    if (state !== 'done') {
      tell(state === 'failed' ? afterFailure() : afterCancel());
      continue;
    }
    const verdict = await carryOutOne(parts, { index, verb: work.run.verb, tell }, signal);
    // What was done before the end came is done; what was still waited for is not.
    if (verdict.is === 'ready') tell({ state: 'done', detail: verdict.words });
    else if (signal.aborted) tell(cancelled());
    else tell({ state: 'failed', detail: verdict.words });
    if (verdict.is !== 'ready') state = signal.aborted ? 'cancelled' : 'failed';
  }
  put({ state, endedAt: Date.now() });
}

interface One {
  readonly index: number;
  readonly verb: Run['verb'];
  readonly tell: (progress: MemberProgress) => void;
}

async function carryOutOne({ deeds, set }: Parts, { index, verb, tell }: One, signal: AbortSignal): Promise<Verdict> {
  const member = set.members[index];
  if (member === undefined) return { is: 'ready', words: '' };
  tell({ state: verb === 'start' ? 'starting' : 'stopping', detail: '' });
  try {
    if (verb === 'stop') return await deeds.stop(member, signal);
    const settling = (detail: string): void => tell({ state: 'settling', detail });
    return await deeds.start(member, { settling }, signal);
  } catch (error) {
    return { is: 'failed', words: failureMessage(error) };
  }
}
