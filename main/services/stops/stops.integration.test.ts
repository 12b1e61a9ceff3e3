import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import { raw } from '../../../testing/raw-request.mjs';
import type { StopFacts } from '../../contract/stops';
import { connected } from '../engine/testing/engine-at';
import { loadAlien } from './testing/alien-image';
import { type Bench, IMAGE, startBench } from './testing/bench';

let dockerd: Dockerd;
let bench: Bench;

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  bench = await startBench(dockerd);
}, 120_000);

afterAll(async () => {
  await bench.close();
  await dockerd.remove();
});

afterEach(async () => {
  const ids = await bench.docker('ps', '-aq');
  if (ids !== '') await bench.docker('rm', '-f', '-v', ...ids.split('\n'));
  bench.noted.length = 0;
});

const run = (name: string, options: readonly string[], ...command: string[]): Promise<string> =>
  bench.docker('run', '-d', '--name', name, ...options, IMAGE, ...command);
const sh = (name: string, script: string, ...options: string[]): Promise<string> =>
  run(name, options, 'sh', '-c', script);
const over = ({ cause }: StopFacts): boolean => cause.kind !== 'running' && cause.kind !== 'never-started';
const kinds = ({ advice }: StopFacts): readonly string[] => advice.map(({ kind }) => kind);
const post = (id: string, verb: string): Promise<unknown> =>
  bench.stops.witnessed.client.json({ method: 'POST', path: `/containers/${id}/${verb}` });

/** An init loses a signal that comes before it has begun its child. */
const heeding = (): Promise<void> =>
  until(async () => (await bench.docker('top', 'web')).split('\n').length > 2, 10_000, 'the child of the init');

describe('the program ended by itself', () => {
  it.each([0, 1, 3])('with %i', async (code) => {
    await sh('own', `echo out; echo bad news >&2; exit ${String(code)}`);
    const facts = await bench.facts('own', over);
    expect(facts).toMatchObject({ cause: { kind: 'exit', code, witness: 'none' }, exitCode: code, state: 'exited' });
    expect(facts.tail).toEqual({ kind: 'stderr', lines: ['bad news'], cut: false, reason: '' });
    expect(facts.timeline.map(({ action }) => action)).toEqual(['create', 'start', 'die']);
    expect(facts.timeline.every(({ source }) => source === 'event')).toBe(true);
  });

  it('with a command its shell did not find', async () => {
    await sh('lost', 'nosuchprogram --flag');
    const facts = await bench.facts('lost', over);
    expect(facts.cause).toEqual({ kind: 'exit', code: 127, witness: 'none' });
    expect(facts.hint).toEqual({ kind: 'command-not-found', command: 'nosuchprogram' });
  });

  it('with a command its shell may not run', async () => {
    await sh('stiff', '/etc/passwd');
    const facts = await bench.facts('stiff', over);
    expect(facts.cause).toEqual({ kind: 'exit', code: 126, witness: 'none' });
    expect(facts.hint).toEqual({ kind: 'command-not-permitted', command: '/etc/passwd' });
  });

  it('by a fault of its own: SIGSEGV', async () => {
    await sh('fault', 'sleep 1000 & kill -SEGV $!; wait $!', '--init');
    expect((await bench.facts('fault', over)).cause).toEqual({
      ...{ kind: 'signal', code: 139, signal: 'SIGSEGV', witness: 'none' },
    });
  });

  it('by a signal that did not come through the engine', async () => {
    await sh('outside', 'sleep 1000');
    const pid = Number(await bench.docker('inspect', '-f', '{{.State.Pid}}', 'outside'));
    process.kill(pid, 'SIGKILL');
    const { cause } = await bench.facts('outside', over);
    expect(cause).toEqual({ kind: 'signal', code: 137, signal: 'SIGKILL', witness: 'none' });
  });
});

describe('it was ended', () => {
  it("by the kernel's out-of-memory killer, and starts with more", async () => {
    await sh('greedy', 'tail /dev/zero', '-m', '8m');
    const facts = await bench.facts('greedy', over);
    expect(facts.cause).toEqual({ kind: 'oom', code: 137, whole: true, limitBytes: 8 << 20 });
    expect(facts.timeline.map(({ action }) => action)).toContain('oom');
    const raise = facts.advice.find(({ kind }) => kind === 'raise-memory');
    expect(raise).toMatchObject({ from: 8 << 20, to: 16 << 20 });
    expect(raise).toHaveProperty('cli', expect.stringMatching(/ update --memory 16m --memory-swap 24m greedy$/));
    await bench.stops.raiseMemory(facts.id, 16 << 20);
    const limits = await bench.docker('inspect', '-f', '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}', 'greedy');
    expect(limits).toBe(`${String(16 << 20)} ${String(24 << 20)}`);
    expect(bench.noted).toEqual(['update --memory 16m --memory-swap 24m greedy: done']);
  });

  it('below its main process, by the out-of-memory killer', async () => {
    await sh('shed', '(tail /dev/zero); exit 4', '-m', '8m', '--init');
    expect((await bench.facts('shed', over)).cause).toMatchObject({ kind: 'oom', code: 4, whole: false });
  });

  it.each([
    [['stop', '-t', '5'], 'sleep 1000', 143, { how: 'stop', signal: 'SIGTERM', forced: false }],
    [
      ['stop', '-t', '1'],
      "trap '' TERM; while :; do sleep 0.1; done",
      137,
      { how: 'stop', signal: 'SIGTERM', forced: true },
    ],
    [['kill'], 'sleep 1000', 137, { how: 'kill', signal: 'SIGKILL', forced: false }],
    [['kill', '-s', 'INT'], 'sleep 1000', 130, { how: 'kill', signal: 'SIGINT', forced: false }],
    [['kill', '-s', 'HUP'], 'sleep 1000', 129, { how: 'kill', signal: 'SIGHUP', forced: false }],
  ] as const)('by another client: docker %j', async (words, script, code, how) => {
    await sh('web', script, '--init', '--stop-signal', 'SIGTERM');
    await heeding();
    const [verb, ...flags] = words;
    await bench.docker(verb, ...flags, 'web');
    expect((await bench.facts('web', over)).cause).toEqual({ kind: 'stopped', code, by: 'other', ...how });
  });

  it.each([
    ['stop?t=3', 143, 'stop'],
    ['kill?signal=SIGTERM', 143, 'kill'],
  ] as const)('by Slipway: %s', async (verb, code, how) => {
    const id = await sh('web', 'sleep 1000', '--init', '--stop-signal', 'SIGTERM');
    await heeding();
    const [path_ = '', query = ''] = verb.split('?');
    const asked = Object.fromEntries(new URLSearchParams(query));
    await bench.stops.witnessed.client.json({ method: 'POST', path: `/containers/${id}/${path_}`, query: asked });
    expect((await bench.facts('web', over)).cause).toMatchObject({ kind: 'stopped', code, by: 'slipway', how });
  });

  it('and nobody was told: what was before Slipway is not guessed', async () => {
    await sh('past', 'exit 0');
    await bench.facts('past', over);
    // More events than the engine keeps.
    for (let round = 0; round < 300; round++)
      await raw(dockerd.socket, 'POST', `/images/slipway/busybox:1/tag?repo=flood&tag=${String(round)}`);
    const late = await startLate();
    const facts = await late('past');
    expect(facts.cause).toEqual({ kind: 'exit', code: 0, witness: 'not-observed' });
    expect(facts.timeline.map(({ action, source }) => `${action} ${source}`)).toEqual([
      ...['create inspect', 'start inspect', 'die inspect'],
    ]);
  });
});

/** A Slipway that was not there before. */
async function startLate(): Promise<(name: string) => Promise<StopFacts>> {
  const { createStops } = await import('./stops');
  const stops = createStops({ engine: bench.engine, record: () => () => undefined });
  return async (name) => {
    const id = await dockerd.docker('inspect', '-f', '{{.Id}}', name);
    const end = new AbortController();
    for await (const change of stops.watch(id, end.signal)) {
      end.abort();
      stops.close();
      if (change.type === 'facts') return change.facts;
    }
    throw new Error('nothing was told');
  };
}

describe('it could not be started', () => {
  it('a command that is not there', async () => {
    await run('c127', [], 'nosuch', '--flag');
    const facts = await bench.facts('c127', over);
    expect(facts.cause).toEqual({
      ...{ kind: 'start-failed', code: 127 },
      failure: { kind: 'command-not-found', command: 'nosuch' },
    });
    expect(kinds(facts)).toContain('debug-shell');
  });

  it('a command that may not be run', async () => {
    await run('c126', [], '/etc/passwd');
    expect((await bench.facts('c126', over)).cause).toMatchObject({
      ...{ code: 126, failure: { kind: 'command-not-permitted', command: '/etc/passwd' } },
    });
  });

  it('a port of another container, which is named', async () => {
    await run('holder', ['-p', '127.0.0.1:18999:80'], 'sleep', '1000');
    await run('late', ['-p', '127.0.0.1:18999:80'], 'sleep', '1000');
    const facts = await bench.facts('late', over);
    expect(facts.cause).toMatchObject({ failure: { kind: 'port-in-use', hostIp: '127.0.0.1', port: 18_999 } });
    expect(facts.advice[0]).toMatchObject({ kind: 'port-holder', name: 'holder', port: 18_999 });
  });

  it('a bind source that is gone', async () => {
    const source = path.join(dockerd.dir, 'shared');
    fs.mkdirSync(source);
    await bench.docker('create', '--name', 'bound', '--mount', `type=bind,source=${source},target=/x`, IMAGE, 'true');
    fs.rmdirSync(source);
    // This refusal is told to the asker only.
    const id = await bench.docker('inspect', '-f', '{{.Id}}', 'bound');
    await expect(post(id, 'start')).rejects.toMatchObject({ kind: 'refused' });
    const facts = await bench.facts('bound', over);
    expect(facts.cause).toMatchObject({ failure: { kind: 'mount-source-missing', path: source } });
    expect(kinds(facts)).toContain('mounts');
  });

  it('a folder over a file', async () => {
    await run('mixed', ['-v', `${dockerd.dir}:/etc/passwd`], 'true');
    expect((await bench.facts('mixed', over)).cause).toMatchObject({ failure: { kind: 'mount-kinds-differ' } });
  });

  it('a user that is not there', async () => {
    await run('ghost', ['-u', 'nobodyx'], 'true');
    expect((await bench.facts('ghost', over)).cause).toMatchObject({
      ...{ failure: { kind: 'no-such-user', user: 'nobodyx' } },
    });
  });

  it('a device that is not there', async () => {
    await run('dev', ['--device', '/dev/nosuch'], 'true');
    expect((await bench.facts('dev', over)).cause).toMatchObject({
      ...{ failure: { kind: 'device-missing', device: '/dev/nosuch' } },
    });
  });

  it('a network that is gone', async () => {
    await bench.docker('network', 'create', 'passing');
    await bench.docker('create', '--name', 'cut', '--network', 'passing', IMAGE, 'true');
    await bench.docker('network', 'rm', 'passing');
    await bench.docker('start', 'cut');
    expect((await bench.facts('cut', over)).cause).toMatchObject({ failure: { kind: 'no-such-network' } });
  });

  it('a program of another platform', async () => {
    await loadAlien(dockerd);
    await bench.docker('run', '-d', '--name', 'alien', 'alien:1');
    const facts = await bench.facts('alien', over);
    const failure = facts.cause.kind === 'start-failed' ? facts.cause.failure : facts.hint;
    expect(failure).toMatchObject({ kind: 'exec-format' });
    expect(facts.platforms?.image).not.toBe(facts.platforms?.engine);
    expect(facts.advice[0]).toMatchObject({ kind: 'pull-platform', image: 'alien:1' });
  });

  it('and starts later all the same', async () => {
    await run('holder', ['-p', '127.0.0.1:18998:80'], 'sleep', '1000');
    const id = await bench.docker('create', '--name', 'later', '-p', '127.0.0.1:18998:80', IMAGE, 'sleep', '1000');
    await bench.docker('start', 'later');
    await bench.facts('later', over);
    await bench.docker('rm', '-f', 'holder');
    await post(id, 'start');
    expect((await bench.facts('later', ({ state }) => state === 'running')).cause).toEqual({ kind: 'running' });
  });
});

describe('it goes on', () => {
  it('in a loop, until its policy gives up', async () => {
    await sh('loop', 'echo again >&2; exit 3', '--restart', 'on-failure:3');
    const facts = await bench.facts('loop', ({ state, restart }) => state === 'exited' && restart.count === 3);
    expect(facts.cause).toMatchObject({ kind: 'exit', code: 3 });
    expect(facts.restart).toEqual({ policy: 'on-failure', maximum: 3, count: 3, nextAt: null });
    expect(facts.timeline.filter(({ action }) => action === 'die')).toHaveLength(4);
  });

  it('in a loop without an end, and says when it tries again', async () => {
    await sh('ever', 'exit 3', '--restart', 'always');
    const facts = await bench.facts(
      'ever',
      ({ state, restart }) => state === 'restarting' && restart.count > 3,
      20_000,
    );
    expect(facts.restart.nextAt).toBeGreaterThan(facts.finishedAt ?? Infinity);
    expect(kinds(facts)).toContain('stop-loop');
  });

  it('but not well', async () => {
    const check = ['--health-cmd', 'echo probing; exit 7', '--health-interval', '1s', '--health-retries', '2'];
    await sh('ill', 'echo started >&2; sleep 1000', '--init', ...check);
    const facts = await bench.facts('ill', ({ cause }) => cause.kind === 'unhealthy');
    expect(facts.health).toMatchObject({
      ...{ status: 'unhealthy', intervalMs: 1000, retries: 2, timeoutMs: 30_000 },
      test: { kind: 'shell', words: ['echo probing; exit 7'] },
    });
    expect(facts.health?.probes.at(-1)).toMatchObject({ exitCode: 7, output: 'probing\n' });
    expect(facts.tail?.lines).toEqual(['started']);
    const streak = facts.health?.failingStreak ?? 0;
    const more = await bench.facts('ill', ({ health }) => (health?.failingStreak ?? 0) > streak);
    expect(more.timeline.filter(({ action }) => action.startsWith('health_status'))).toHaveLength(1);
  });
});

describe('its last lines', () => {
  it('are the last 50 of stderr, though stdout has many', async () => {
    await sh('mixed', 'i=0; while [ $i -lt 90 ]; do i=$((i+1)); echo "err $i" >&2; echo out; echo out; done; exit 1');
    const { tail } = await bench.facts('mixed', over);
    expect(tail).toMatchObject({ kind: 'stderr', cut: true });
    expect(tail?.lines).toHaveLength(50);
    expect(tail?.lines.at(-1)).toBe('err 90');
  });

  it('of stdout, where stderr has none', async () => {
    await sh('calm', 'echo fine; exit 1');
    expect((await bench.facts('calm', over)).tail).toMatchObject({ kind: 'stdout', lines: ['fine'] });
  });

  it('of a container with a terminal', async () => {
    await sh('term', 'echo one; echo two >&2; exit 1', '-t');
    expect((await bench.facts('term', over)).tail).toMatchObject({ kind: 'tty', lines: ['one', 'two'] });
  });

  it('cannot be read with some drivers', async () => {
    await sh('mute', 'echo gone >&2; exit 1', '--log-driver', 'none');
    const { tail } = await bench.facts('mute', over);
    expect(tail?.kind).toBe('unreadable');
    expect(tail?.reason).toMatch(/does not support reading/);
  });

  it('are bounded whatever was printed', async () => {
    await sh('loud', 'head -c 3000000 /dev/zero | tr "\\0" x >&2; printf "\\377\\376\\033[31mred\\n" >&2; exit 1');
    const { tail } = await bench.facts('loud', over);
    expect(tail?.cut).toBe(true);
    expect(JSON.stringify(tail).length).toBeLessThan(300_000);
    expect(tail?.lines.every((line) => line.length <= 2000)).toBe(true);
  });
});

describe('the engine itself', () => {
  it('ended, and its containers with it', async () => {
    await sh('web', 'sleep 1000', '--init', '--stop-signal', 'SIGTERM');
    await bench.facts('web', ({ state }) => state === 'running');
    await dockerd.stop();
    await until(() => bench.engine.state().status.state !== 'connected', 20_000, 'disconnected');
    await dockerd.start();
    await connected(bench.engine);
    const facts = await bench.facts('web', over);
    expect(facts.cause).toMatchObject({ kind: 'engine-ended' });
  });

  it('was killed', async () => {
    await sh('web', 'sleep 1000', '--init');
    await bench.facts('web', ({ state }) => state === 'running');
    await dockerd.stop('SIGKILL');
    await until(() => bench.engine.state().status.state !== 'connected', 20_000, 'disconnected');
    await dockerd.start();
    await connected(bench.engine);
    expect((await bench.facts('web', over)).cause).toMatchObject({ kind: 'engine-ended', code: 137 });
  });

  it('goes away while somebody looks: stale, and true again after', async () => {
    const id = await sh('web', 'exit 5');
    const seen: string[] = [];
    const end = new AbortController();
    const reading = (async () => {
      for await (const change of bench.stops.watch(id, end.signal)) seen.push(change.type);
    })();
    await until(() => seen.length > 0, 5000, 'told');
    await dockerd.stop('SIGKILL');
    await until(() => seen.at(-1) === 'stale', 10_000, 'stale');
    await dockerd.start();
    await until(() => seen.at(-1) === 'facts', 20_000, 'told again');
    await bench.docker('rm', 'web');
    await until(() => seen.at(-1) === 'gone', 5000, 'gone');
    end.abort();
    await reading;
  });
});
