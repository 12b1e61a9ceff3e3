import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { InsideProcess, ProcessChange, ProcessList, ProcessRow } from '../../contract/processes';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { createProcesses, type Processes } from './processes';
import { commandOf } from './top';

const IMAGE = 'slipway/busybox:1';

let dockerd: Dockerd;
let engine: Engine;
let processes: Processes;
const noted: string[] = [];

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = engineAt(dockerd.url);
  const record = (command: string) => (outcome: string, message: string) =>
    void noted.push(`${command.replace(/^docker -H \S+ /, '')}: ${outcome} ${message}`.trim());
  processes = createProcesses({ engine, record });
  await connected(engine);
}, 120_000);

afterAll(async () => {
  await engine.close();
  await dockerd.remove();
});

afterEach(async () => {
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', '-v', ...ids.split('\n'));
  noted.length = 0;
});

const run = (name: string, script: string, ...options: string[]): Promise<string> =>
  dockerd.docker('run', '-d', '--name', name, ...options, IMAGE, 'sh', '-c', script);

/** Follows a container's processes until the test is over. */
function follow(id: string) {
  const end = new AbortController();
  const seen: ProcessChange[] = [];
  const reading = (async () => {
    for await (const change of processes.watch(id, end.signal)) seen.push(change);
  })();
  return {
    seen,
    last: () => seen.at(-1),
    stop: async () => {
      end.abort();
      await reading;
    },
  };
}

/** The list once as many processes as that are in it, or once it holds this command. */
async function listOf(id: string, wanted: number | string): Promise<ProcessList> {
  const reader = follow(id);
  const isIn = (): boolean => {
    const last = reader.last();
    if (last?.type !== 'list') return false;
    return typeof wanted === 'number' ? last.rows.length === wanted : last.rows.map(commandOf).includes(wanted);
  };
  try {
    await until(isIn, 10_000, `${String(wanted)} in the list`);
  } finally {
    await reader.stop();
  }
  const last = reader.last();
  if (last?.type !== 'list') throw new Error('no list');
  return last;
}

const rowOf = ({ rows }: ProcessList, command: string): ProcessRow => {
  const row = rows.find((each) => commandOf(each) === command);
  if (row === undefined) throw new Error(`${command} is not among ${JSON.stringify(rows)}`);
  return row;
};

const candidates = async (id: string, row: ProcessRow): Promise<readonly InsideProcess[]> => {
  const target = await processes.find({ id, pid: row.pid, command: commandOf(row) });
  return target.kind === 'inside' ? target.candidates : [];
};

describe('the list', () => {
  it("has the engine's columns, the main process and the parents", async () => {
    const id = await run('web', 'sleep 501 & sleep 502 & wait', '--init');
    const list = await listOf(id, 4);
    expect(list.titles).toEqual([
      ...['PID', 'PPID', 'USER', 'STAT', '%CPU', '%MEM', 'RSS', 'ELAPSED', 'TIME', 'COMMAND'],
    ]);
    const main = list.rows.find((row) => row.main);
    const shell = rowOf(list, 'sh -c sleep 501 & sleep 502 & wait');
    expect(shell.ppid).toBe(main?.pid);
    expect(rowOf(list, 'sleep 502').ppid).toBe(shell.pid);
    expect(list.rows.filter((row) => row.main)).toHaveLength(1);
  });

  it('is asked for about every 2 s, rests while paused, and says when nothing runs', async () => {
    const id = await run('web', 'while :; do sleep 1; done', '--init', '--stop-timeout', '0');
    const reader = follow(id);
    await until(() => reader.seen.length >= 3, 10_000, 'asked again');
    await dockerd.docker('pause', 'web');
    await until(() => JSON.stringify(reader.last()).includes('"paused":true'), 5000, 'paused');
    const before = reader.seen.length;
    // A rest can only be told from none by waiting.
    await new Promise((resolve) => setTimeout(resolve, 4500));
    expect(reader.seen.length).toBe(before);
    await dockerd.docker('unpause', 'web');
    await until(() => JSON.stringify(reader.last()).includes('"paused":false'), 5000, 'unpaused');
    await dockerd.docker('stop', 'web');
    await until(() => reader.last()?.type === 'not-running', 5000, 'not running');
    await dockerd.docker('start', 'web');
    await until(() => reader.last()?.type === 'list', 5000, 'listed again');
    await reader.stop();
  });

  it('of a container that is not there is an error with a name', async () => {
    await expect(
      processes.watch('nosuch', new AbortController().signal)[Symbol.asyncIterator]().next(),
    ).rejects.toMatchObject({ kind: 'refused', status: 404 });
  });
});

describe('a signal', () => {
  it('to the main process is sent by the engine', async () => {
    const id = await run('web', 'sleep 1000', '--init', '--stop-signal', 'SIGTERM');
    const list = await listOf(id, 2);
    const main = list.rows.find((row) => row.main);
    if (main === undefined) throw new Error('no main process');
    const target = await processes.find({ id, pid: main.pid, command: commandOf(main) });
    if (target.kind !== 'main') throw new Error('not the main process');
    await processes.signal({ id, signal: 'SIGTERM', target });
    await until(async () => (await state('web')) === 'exited 143', 5000, 'ended');
    expect(noted).toEqual(['kill -s TERM web: done']);
  });

  it('to the main process of an earlier run reaches nobody', async () => {
    const id = await run('web', 'sleep 1000', '--init', '--stop-timeout', '0');
    const { startedAt } = { startedAt: await dockerd.docker('inspect', '-f', '{{.State.StartedAt}}', 'web') };
    await dockerd.docker('restart', 'web');
    const target = { kind: 'main', startedAt } as const;
    await expect(processes.signal({ id, signal: 'SIGKILL', target })).rejects.toMatchObject({ name: 'ProcessGone' });
    expect(await state('web')).toBe('running 0');
  });

  it('to another process reaches that one and no other', async () => {
    const id = await run('web', 'sleep 501 & sleep 502 & wait; wait', '--init');
    const list = await listOf(id, 4);
    const [one, ...others] = await candidates(id, rowOf(list, 'sleep 502'));
    expect(others).toEqual([]);
    if (one === undefined) throw new Error('not found');
    expect(one.command).toContain('sleep');
    expect(one.uid).toBe(0);
    expect(String(one.pid)).not.toBe(rowOf(list, 'sleep 502').pid);
    await processes.signal({ id, signal: 'SIGTERM', target: { kind: 'inside', ...one } });
    const left = await listOf(id, 3);
    expect(left.rows.map(commandOf)).toContain('sleep 501');
    expect(noted).toEqual([`exec -u 0 web sh -c 'kill -s TERM ${String(one.pid)}': done`]);
  });

  it('to one of several alike asks which, each with its own number', async () => {
    const id = await run('web', 'sleep 500 & sleep 500 & sleep 500 & wait', '--init');
    const list = await listOf(id, 5);
    const alike = await candidates(id, rowOf(list, 'sleep 500'));
    expect(new Set(alike.map(({ pid }) => pid)).size).toBe(3);
    const [, second] = alike;
    if (second === undefined) throw new Error('not found');
    await processes.signal({ id, signal: 'SIGKILL', target: { kind: 'inside', ...second } });
    const left = await candidates(id, rowOf(await listOf(id, 4), 'sleep 500'));
    expect(left.map(({ pid }) => pid)).not.toContain(second.pid);
  });

  it('to a process that is another one by now reaches nobody', async () => {
    const id = await run('web', 'sleep 501 & wait', '--init');
    const [one] = await candidates(id, rowOf(await listOf(id, 'sleep 501'), 'sleep 501'));
    if (one === undefined) throw new Error('not found');
    const target = { kind: 'inside', ...one, startTicks: String(Number(one.startTicks) - 1) } as const;
    await expect(processes.signal({ id, signal: 'SIGKILL', target })).rejects.toMatchObject({ name: 'ProcessGone' });
    const gone = { kind: 'inside', ...one, pid: 4_000_000 } as const;
    await expect(processes.signal({ id, signal: 'SIGKILL', target: gone })).rejects.toMatchObject({
      name: 'ProcessGone',
    });
    expect((await listOf(id, 3)).rows.map(commandOf)).toContain('sleep 501');
  });

  it('to a row that has ended meanwhile finds nobody', async () => {
    const id = await run('web', 'sleep 501 & wait', '--init');
    const row = rowOf(await listOf(id, 'sleep 501'), 'sleep 501');
    await expect(processes.find({ id, pid: row.pid, command: 'sleep 999' })).rejects.toMatchObject({
      name: 'ProcessGone',
    });
  });

  it('needs no capability: it is sent as the user of the process', async () => {
    const id = await run('web', 'sleep 501 & wait; sleep 1000', '--init', '-u', '1234', '--cap-drop', 'ALL');
    const [one] = await candidates(id, rowOf(await listOf(id, 'sleep 501'), 'sleep 501'));
    expect(one?.uid).toBe(1234);
    if (one === undefined) throw new Error('not found');
    await processes.signal({ id, signal: 'SIGTERM', target: { kind: 'inside', ...one } });
    const left = await listOf(id, 'sleep 1000');
    expect(left.rows.map(commandOf)).not.toContain('sleep 501');
  });

  it('is not misled by a command line that looks like the answer', async () => {
    const forged = 's 1 1 (x) S 0 0\ni 7 Uid: 0\nc 7 sleep 501\n';
    const id = await dockerd.docker(
      ...[
        'run',
        '-d',
        '--name',
        'sly',
        '--init',
        IMAGE,
        'sh',
        '-c',
        'sleep 501 & sh -c "sleep 1000; true" "$0"',
        forged,
      ],
    );
    const list = await listOf(id, 'sleep 1000');
    const found = await candidates(id, rowOf(list, 'sleep 501'));
    expect(found.map(({ command }) => command.replace(/\W/g, ''))).toEqual(['sleep501']);
  });

  it('cannot be sent where there is no shell, or no numbers of its own', async () => {
    await loadBare();
    const bare = await dockerd.docker('run', '-d', '--name', 'bare', 'bare:1', '/sleep', '1000');
    await dockerd.docker('exec', '-d', 'bare', '/sleep', '501');
    const row = rowOf(await listOf(bare, '/sleep 501'), '/sleep 501');
    const find = { id: bare, pid: row.pid, command: '/sleep 501' };
    await expect(processes.find(find)).rejects.toMatchObject({ name: 'NoSignalWay', reason: 'no-shell' });
    const shared = await run('shared', 'sleep 501 & wait', '--pid', 'host');
    const there = rowOf(await listOf(shared, 2), 'sleep 501');
    await expect(processes.find({ id: shared, pid: there.pid, command: 'sleep 501' })).rejects.toMatchObject({
      reason: 'shared-pids',
    });
  });
});

const state = (name: string): Promise<string> =>
  dockerd.docker('inspect', '-f', '{{.State.Status}} {{.State.ExitCode}}', name);

/** `bare:1`: one program, and nothing else. */
async function loadBare(): Promise<void> {
  const root = path.join(dockerd.dir, 'bare');
  fs.mkdirSync(root);
  const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((file) => fs.existsSync(file)) ?? '';
  fs.copyFileSync(busybox, path.join(root, 'sleep'));
  spawnSync('tar', ['-C', root, '-cf', `${root}.tar`, 'sleep']);
  await dockerd.docker('import', `${root}.tar`, 'bare:1');
}
