import { create } from 'zustand';
import type { ContainerAction, ContainerJob, JobProgress } from '../../../../main/contract/containers';

export interface Failure {
  readonly id: string;
  readonly name: string;
  /** The engine's own words. */
  readonly message: string;
}

export interface Job {
  readonly key: number;
  readonly action: ContainerAction;
  readonly total: number;
  /** With an outcome, good or bad. */
  readonly done: number;
  readonly failed: number;
  /** The first of the failed ones. */
  readonly failures: readonly Failure[];
  readonly state: 'running' | 'finished' | 'cancelled' | 'broken';
  /** Why it broke off, when it did. */
  readonly problem: unknown;
}

/** Opens the stream of a job; ends when each container has its outcome. */
export type RunStream = (job: ContainerJob, signal: AbortSignal) => AsyncIterable<JobProgress>;

interface JobsState {
  /** Those that run, and those whose outcome the user should see. */
  readonly jobs: readonly Job[];
}

/** Failures kept for showing; an engine gone away fails thousands alike. */
const MOST_FAILURES = 200;
/** A success of many is shown this long; one row tells its own. */
const SUCCESS_MS = 4000;

export const useJobs = create<JobsState>(() => ({ jobs: [] }));

const cancels = new Map<number, AbortController>();
let lastKey = 0;

function change(key: number, step: (job: Job) => Job): void {
  useJobs.setState(({ jobs }) => ({ jobs: jobs.map((job) => (job.key === key ? step(job) : job)) }));
}

export const dismissJob = (key: number): void =>
  useJobs.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.key !== key || job.state === 'running') }));

/** Begins no more of its containers; those begun go on. */
export const cancelJob = (key: number): void => cancels.get(key)?.abort();

function take(job: Job, { id, name, outcome, message }: JobProgress): Job {
  switch (outcome) {
    case 'done':
      return { ...job, done: job.done + 1 };
    case 'failed':
      return {
        ...job,
        done: job.done + 1,
        failed: job.failed + 1,
        failures: job.failures.length < MOST_FAILURES ? [...job.failures, { id, name, message }] : job.failures,
      };
    case 'running':
    case 'skipped':
      return job;
  }
}

/** Resolves when the job is over, however it ended. */
export async function runJob(input: ContainerJob, open: RunStream): Promise<void> {
  const key = (lastKey += 1);
  const cancel = new AbortController();
  cancels.set(key, cancel);
  const begun: Job = {
    key,
    action: input.action,
    total: input.ids.length,
    done: 0,
    failed: 0,
    failures: [],
    state: 'running',
    problem: null,
  };
  useJobs.setState(({ jobs }) => ({ jobs: [...jobs, begun] }));
  try {
    for await (const progress of open(input, cancel.signal)) change(key, (job) => take(job, progress));
    finish(key, cancel.signal.aborted ? 'cancelled' : 'finished', null);
  } catch (problem) {
    finish(key, cancel.signal.aborted ? 'cancelled' : 'broken', problem);
  } finally {
    cancels.delete(key);
  }
}

function finish(key: number, state: Job['state'], problem: unknown): void {
  change(key, (job) => ({ ...job, state, problem }));
  const job = useJobs.getState().jobs.find((one) => one.key === key);
  if (job === undefined || job.state === 'broken' || job.failed > 0) return;
  if (job.total === 1) dismissJob(key);
  else setTimeout(() => dismissJob(key), SUCCESS_MS);
}
