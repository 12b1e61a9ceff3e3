import type { ContainerJob, JobProgress } from '../../contract/containers';
import type { RecordCommand } from '../engine/noted';
import { sideBySide } from '../engine/side-by-side';
import type { Engine, EngineRequest } from '../engine/types';
import { cliLines } from './cli';
import { type Failure, failureWords } from './failure-words';
import type { PendingAction } from './pending';
import { requestOf } from './requests';
import type { ContainerStore } from './store';

/** Keeps a container, with its anonymous volumes if those shall go with it, before it is removed. */
export type Keep = (id: string, volumes: boolean, signal: AbortSignal) => Promise<void>;

export interface Acting {
  readonly engine: Pick<Engine, 'client' | 'cliPrefix' | 'state'>;
  readonly store: Pick<ContainerStore, 'rows' | 'begin'>;
  readonly record: RecordCommand;
  readonly keep: Keep;
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
  /** It is done only when this resolves. */
  readonly first?: () => Promise<void>;
}

/** One request that changes a container: shown as pending, noted in the log. Rejects as the engine client does. */
export async function act(acting: Omit<Acting, 'keep'>, deed: Deed): Promise<void> {
  const { engine, store, record } = acting;
  const pending = store.begin(deed.id, deed.action);
  const sent = engine.state().status.state === 'connected';
  let finish: ReturnType<RecordCommand> | null = null;
  try {
    if (deed.first !== undefined) await deed.first();
    finish = record(deed.command);
    await engine.client.json(deed.request);
    pending.done(true);
    finish('done', '');
  } catch (error) {
    pending.done(false);
    const { outcome, message } = failureWords(error, sent);
    finish?.(outcome, message);
    throw error;
  }
}

interface Item {
  readonly id: string;
  readonly name: string;
}

/** Each container as it begins and as it ends. Leaving, or aborting `signal`, begins no more; what is begun is ended. */
export function runJob(acting: Acting, job: ContainerJob, signal: AbortSignal): AsyncGenerator<JobProgress> {
  const { engine, store } = acting;
  const nameOf = nameIn(store.rows);
  const items = [...new Set(job.ids)].map((id) => ({ id, name: nameOf(id) || id }));
  const one = async ({ id, name }: Item, tell: (progress: JobProgress) => void): Promise<void> => {
    const command = cliLines(engine.cliPrefix(), { ...job, ids: [id] }, nameOf);
    const keeps = job.action === 'remove' && job.keep === true;
    tell({ id, name, outcome: 'running', message: keeps ? 'Keeping it in the bin' : '' });
    const deed: Deed = { id, action: job.action, request: requestOf(job, id), command };
    const first = (): Promise<void> => acting.keep(id, job.volumes === true, signal);
    const failure = await act(acting, keeps ? { ...deed, first } : deed).then(
      (): Failure | null => null,
      (error: unknown) => failureWords(error, engine.state().status.state === 'connected'),
    );
    tell({ id, name, outcome: failure === null ? 'done' : 'failed', message: failure?.message ?? '' });
  };
  const skipped = ({ id, name }: Item): JobProgress => ({ id, name, outcome: 'skipped', message: '' });
  return sideBySide(items, { most: IN_FLIGHT, one, skipped }, signal);
}
