import { describe, expect, it } from 'vitest';
import { createCommandLog } from './commands';

const pull = async (watch: ReturnType<ReturnType<typeof createCommandLog>['watch']>) =>
  (await watch.next()).value?.entries.map(({ seq, outcome }) => `${String(seq)} ${outcome}`);

describe('the command log', () => {
  it('tells a command as it begins and as it ends', async () => {
    let now = 1000;
    const log = createCommandLog(() => now);
    const watch = log.watch(new AbortController().signal);
    const finish = log.record('docker stop web');
    const begun = { seq: 1, startedAt: 1000, command: 'docker stop web' };
    const running = { ...begun, durationMs: null, outcome: 'running', message: '' };
    expect((await watch.next()).value).toEqual({ entries: [running] });
    now = 1250;
    finish('failed', 'no such container');
    const failed = { ...begun, durationMs: 250, outcome: 'failed', message: 'no such container' };
    expect((await watch.next()).value).toEqual({ entries: [failed] });
    finish('done', '');
    log.record('docker start web');
    expect(await pull(watch)).toEqual(['2 running']);
  });

  it('keeps the last 1,000, also for a reader that does not read', async () => {
    const log = createCommandLog();
    const watch = log.watch(new AbortController().signal);
    log.record('first');
    await watch.next();
    const finishers = Array.from({ length: 5000 }, (_, index) => log.record(`command ${String(index)}`));
    for (const finish of finishers) finish('done', '');
    const entries = (await watch.next()).value?.entries ?? [];
    expect(entries).toHaveLength(1000);
    expect(entries[0]).toMatchObject({ seq: 4002, outcome: 'done' });
    expect((await log.watch(new AbortController().signal).next()).value?.entries).toHaveLength(1000);
  });

  it('ends when aborted, also while it waits', async () => {
    const end = new AbortController();
    const waiting = createCommandLog().watch(end.signal).next();
    end.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
