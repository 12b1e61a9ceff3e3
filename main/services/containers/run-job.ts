import type { ContainerJob, JobProgress } from '../../contract/containers';
import type { Engine, EngineRequest } from '../engine/types';
import { cliLines } from './cli';
import { type Failure, failureWords } from './failure-words';
import type { PendingAction } from './pending';
import { requestOf } from './requests';
import type { ContainerStore } from './store';

/** Notes a command in the command log; what it returns is called once, with the outcome. */
export type Record = (command: string) => (outcome: 'done' | 'failed' | 'unknown', message: string) => void;

export interface Acting {
  readonly engine: Pick<Engine, 'client' | 'cliPrefix' | 'state'>;
  readonly store: Pick<ContainerStore, 'rows' | 'begin'>;
  readonly record: Record;
}

const IN_FLIGHT = 5;

export const nameIn =
  (rows: ContainerStore['rows']) =>
  (id: string): string =>
    rows.get(id)?.name ?? '';

export interface Deed {
  readonly id: string;
  readonly action: PendingAction;
  readonly request: EngineRequest;
  readonly command: string;
}

/** One request that changes a container: shown as pending, noted in the log. Rejects as the engine client does. */
export async function act({ engine, store, record }: Acting, { id, action, request, command }: Deed): Promise<void> {
  const finish = record(command);
  const pending = store.begin(id, action);
  const sent = engine.state().status.state === 'connected';
  try {
    await engine.client.json(request);
    pending.done(true);
    finish('done', '');
  } catch (error) {
    pending.done(false);
    const { outcome, message } = failureWords(error, sent);
    finish(outcome, message);
    throw error;
  }
}

/** Each container as it begins and as it ends. Leaving, or aborting `signal`, begins no more; what is begun is ended. */
export async function* runJob(acting: Acting, job: ContainerJob, signal: AbortSignal): AsyncGenerator<JobProgress> {
  const { engine, store } = acting;
  const nameOf = nameIn(store.rows);
  const waiting = [...new Set(job.ids)].map((id) => ({ id, name: nameOf(id) || id }));
  const told: JobProgress[] = [];
  const running = new Set<Promise<void>>();
  let left = false;

  const one = async (id: string, name: string): Promise<void> => {
    const command = cliLines(engine.cliPrefix(), { ...job, ids: [id] }, nameOf);
    told.push({ id, name, outcome: 'running', message: '' });
    const failure = await act(acting, { id, action: job.action, request: requestOf(job, id), command }).then(
      (): Failure | null => null,
      (error: unknown) => failureWords(error, engine.state().status.state === 'connected'),
    );
    told.push({ id, name, outcome: failure === null ? 'done' : 'failed', message: failure?.message ?? '' });
  };
  const fill = (): void => {
    while (!left && !signal.aborted && running.size < IN_FLIGHT) {
      const next = waiting.shift();
      if (next === undefined) return;
      const deed: Promise<void> = one(next.id, next.name).finally(() => {
        running.delete(deed);
        fill();
      });
      running.add(deed);
    }
  };

  try {
    fill();
    while (told.length > 0 || running.size > 0) {
      const progress = told.shift();
      if (progress !== undefined) yield progress;
      else await Promise.race(running);
    }
    for (const { id, name } of waiting) yield { id, name, outcome: 'skipped', message: '' };
  } finally {
    left = true;
  }
}
