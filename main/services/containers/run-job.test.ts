import { describe, expect, it, vi } from 'vitest';
import type { ContainerJob, ContainerRow, JobProgress } from '../../contract/containers';
import { type Engine, EngineError, type EngineRequest } from '../engine/types';
import { readListEntry } from './list';
import { runJob } from './run-job';

interface Open {
  readonly request: EngineRequest;
  resolve(): void;
  reject(error: Error): void;
}

/** An engine whose answers the test gives. */
function setUp(names: readonly string[], connected = true) {
  const open: Open[] = [];
  const sent: EngineRequest[] = [];
  const noted: string[] = [];
  const begun: string[] = [];
  const rows = new Map<string, ContainerRow>();
  for (const name of names) {
    const listed = readListEntry({ Id: `id-${name}`, Names: [`/${name}`] }, 0);
    if (listed !== null) rows.set(listed.row.id, listed.row);
  }
  const json = (request: EngineRequest) =>
    new Promise<unknown>((resolve, reject) => {
      sent.push(request);
      open.push({ request, resolve: () => resolve(null), reject });
    });
  const no = () => Promise.reject(new Error('no'));
  const engine: Pick<Engine, 'client' | 'cliPrefix' | 'state'> = {
    client: { json, text: no, stream: no, hijack: no },
    cliPrefix: () => 'docker',
    state: () => ({
      status: { state: connected ? 'connected' : 'disconnected', engine: null, reason: '', since: 0, clockSkewMs: 0 },
      ...{ candidates: [], selected: null },
    }),
  };
  const store = {
    rows,
    begin: (id: string, action: string) => {
      begun.push(`${action} ${id}`);
      return { done: (accepted: boolean) => void begun.push(`${id} ${String(accepted)}`) };
    },
  };
  const record = (command: string) => (outcome: string, message: string) =>
    void noted.push(`${command}: ${outcome}${message === '' ? '' : ` (${message})`}`);
  const refuse: Error[] = [];
  const keep = async (id: string, volumes: boolean): Promise<void> => {
    const [reason] = refuse;
    if (reason !== undefined) throw reason;
    noted.push(`keep ${id} ${String(volumes)}`);
  };
  const end = new AbortController();
  const run = (job: ContainerJob) => runJob({ engine, store, record, keep }, job, end.signal);
  return { refuse, open, sent, noted, begun, end, run, ids: names.map((name) => `id-${name}`) };
}

const take = async (run: AsyncGenerator<JobProgress>, count: number): Promise<string[]> => {
  const told: string[] = [];
  while (told.length < count) {
    const next = await run.next();
    if (next.done === true) break;
    told.push(`${next.value.name} ${next.value.outcome}`);
  }
  return told;
};

describe('runJob', () => {
  it('has five under way at a time, and begins the next when one ends', async () => {
    const { open, run, ids } = setUp(['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg']);
    const job = run({ action: 'start', ids });
    expect(await take(job, 5)).toEqual(['aa running', 'bb running', 'cc running', 'dd running', 'ee running']);
    expect(open).toHaveLength(5);
    open[2]?.resolve();
    expect(await take(job, 2)).toEqual(['cc done', 'ff running']);
    for (const each of open) each.resolve();
    expect(await take(job, 3)).toHaveLength(3);
    expect(open).toHaveLength(7);
    open[6]?.resolve();
    const rest = await take(job, 99);
    expect(rest.at(-1)).toBe('gg done');
  });

  it("tells failures in the engine's words and goes on", async () => {
    const { open, run, ids, noted, begun } = setUp(['aa', 'bb']);
    const job = run({ action: 'pause', ids });
    await take(job, 2);
    open[0]?.reject(new EngineError('refused', 'Container aa is not <b>running</b>', 409));
    const failed = await job.next();
    expect(failed.value).toMatchObject({
      name: 'aa',
      outcome: 'failed',
      message: 'Container aa is not <b>running</b>',
    });
    open[1]?.resolve();
    expect(await take(job, 9)).toEqual(['bb done']);
    expect(noted).toEqual(['docker pause aa: failed (Container aa is not <b>running</b>)', 'docker pause bb: done']);
    expect(begun).toEqual(['pause id-aa', 'pause id-bb', 'id-aa false', 'id-bb true']);
  });

  it('says so when it is not known whether the engine did it', async () => {
    const { open, run, ids, noted } = setUp(['aa', 'bb', 'cc']);
    const job = run({ action: 'start', ids });
    await take(job, 3);
    open[0]?.reject(new EngineError('unreachable', 'The connection broke.', null, 'ECONNRESET'));
    open[1]?.reject(new EngineError('timeout', 'No answer.'));
    open[2]?.reject(new EngineError('unreachable', 'Nobody there.', null, 'ECONNREFUSED'));
    await take(job, 3);
    expect(noted.map((line) => line.split(' (')[0])).toEqual([
      'docker start aa: unknown',
      'docker start bb: unknown',
      'docker start cc: failed',
    ]);
  });

  it('fails plainly when there is no connection', async () => {
    const { open, run, ids, noted } = setUp(['aa'], false);
    const job = run({ action: 'start', ids });
    await take(job, 1);
    open[0]?.reject(new EngineError('unreachable', 'Not connected.'));
    expect((await job.next()).value).toMatchObject({ outcome: 'failed', message: 'Not connected.' });
    expect(noted).toEqual(['docker start aa: failed (Not connected.)']);
  });

  it('begins no more when cancelled, ends what is begun, and tells the rest as skipped', async () => {
    const { open, run, ids, end } = setUp(['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg']);
    const job = run({ action: 'start', ids });
    await take(job, 5);
    end.abort();
    for (const each of open) each.resolve();
    const rest = await take(job, 99);
    expect(rest.slice(-2)).toEqual(['ff skipped', 'gg skipped']);
    expect(rest.filter((each) => each.endsWith('done'))).toHaveLength(5);
    expect(open).toHaveLength(5);
  });

  it('begins no more when its reader leaves', async () => {
    const { open, run, ids, noted } = setUp(['aa', 'bb', 'cc', 'dd', 'ee', 'ff']);
    const job = run({ action: 'start', ids });
    await take(job, 1);
    await job.return(undefined);
    for (const each of open) each.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(open).toHaveLength(5);
    expect(noted).toHaveLength(5);
  });

  it.each([
    [{ action: 'stop' }, { path: '/containers/id-aa/stop', query: { t: undefined }, timeoutMs: null }],
    [
      { action: 'stop', timeoutSeconds: 60 },
      { query: { t: 60 }, timeoutMs: 90_000 },
    ],
    [
      { action: 'restart', timeoutSeconds: 0 },
      { query: { t: 0 }, timeoutMs: 30_000 },
    ],
    [{ action: 'kill' }, { path: '/containers/id-aa/kill', query: { signal: 'SIGKILL' } }],
    [{ action: 'kill', signal: 'HUP' }, { query: { signal: 'HUP' } }],
    [
      { action: 'remove', force: true },
      { method: 'DELETE', path: '/containers/id-aa', query: { force: true, v: false } },
    ],
    [{ action: 'unpause' }, { method: 'POST', path: '/containers/id-aa/unpause' }],
  ] as const)('asks the engine for %o', async (wish, request) => {
    const { sent, open, run, ids } = setUp(['aa']);
    const job = run({ ...wish, ids });
    await take(job, 1);
    expect(sent[0]).toMatchObject(request);
    open[0]?.resolve();
    await take(job, 9);
  });

  it('puts nothing of an id into the path unencoded, and takes each id once', async () => {
    const { sent, open, run } = setUp([]);
    const job = run({ action: 'start', ids: ['../images/x?force=1#', '../images/x?force=1#'] });
    await take(job, 1);
    expect(sent.map(({ path }) => path)).toEqual(['/containers/..%2Fimages%2Fx%3Fforce%3D1%23/start']);
    open[0]?.resolve();
    await take(job, 9);
  });

  it('removes what is to be kept only once it is kept', async () => {
    const { sent, noted, refuse, run, open, ids } = setUp(['aa']);
    const job = { action: 'remove' as const, ids, volumes: true, keep: true };
    refuse.push(new Error('larger than the bin'));
    expect(await take(run(job), 9)).toEqual(['aa running', 'aa failed']);
    expect(sent).toEqual([]);
    refuse.length = 0;
    const told = take(run(job), 9);
    await vi.waitFor(() => expect(open).toHaveLength(1));
    open[0]?.resolve();
    expect(await told).toEqual(['aa running', 'aa done']);
    expect(noted).toEqual(['keep id-aa true', 'docker rm aa: done']);
    expect(sent[0]?.query).toEqual({ force: false, v: false });
  });
});
