import { describe, expect, it } from 'vitest';
import { PROCESS_LIMIT } from '../../contract/processes';
import { type EngineClient, EngineError } from '../engine/types';
import { signalLine } from './cli';
import { withMain } from './main-process';
import { clockSeconds, createTop, readTop } from './top';

const no = () => Promise.reject(new Error('not asked'));

/** A client that answers `top` as an engine would; what it was asked. */
function engine(answer: (psArgs: unknown) => unknown) {
  const asked: unknown[] = [];
  const client: Pick<EngineClient, 'json'> = {
    json: async ({ query }) => {
      asked.push(query?.ps_args);
      return answer(query?.ps_args);
    },
  };
  return { asked, client: { text: no, stream: no, hijack: no, ...client } };
}

const REFUSED = new EngineError('refused', 'ps: bad option', 500);

describe('createTop', () => {
  it('asks as this engine can answer, and keeps to that', async () => {
    const { asked, client } = engine((psArgs) => {
      if (psArgs !== undefined) throw REFUSED;
      return { Titles: ['UID', 'PID', 'PPID', 'CMD'], Processes: [['root', '7', '1', 'sleep 1']] };
    });
    const top = createTop(client);
    expect((await top.ask('web', undefined)).rows).toMatchObject([{ pid: '7', ppid: '1' }]);
    await top.ask('web', undefined);
    expect(asked.slice(2)).toEqual([undefined, undefined]);
    expect(asked).toHaveLength(4);
  });

  it.each([404, 409])('asks no second question after %i', async (status) => {
    const { asked, client } = engine(() => {
      throw new EngineError('refused', 'no', status);
    });
    await expect(createTop(client).ask('web', undefined)).rejects.toMatchObject({ status });
    expect(asked).toHaveLength(1);
  });

  it("gives the engine's last words when nothing helps", async () => {
    const { client } = engine(() => {
      throw REFUSED;
    });
    await expect(createTop(client).ask('web', undefined)).rejects.toBe(REFUSED);
  });
});

describe('an engine that runs the container’s own `ps`', () => {
  it('answers nothing to what that one does not know, and lines to the rest', async () => {
    const lines = {
      Titles: ['PID   USER     COMMAND'],
      Processes: [['1 root     sh -c while :; do date; done'], ['  273 root     sleep 1']],
    };
    const { asked, client } = engine((psArgs) => (String(psArgs).startsWith('-e') ? null : lines));
    const { titles, rows } = await createTop(client).ask('web', undefined);
    expect(asked).toHaveLength(2);
    expect(titles).toEqual(['PID', 'USER', 'COMMAND']);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', 'root', 'sh -c while :; do date; done'],
      ['273', 'root', 'sleep 1'],
    ]);
  });
});

describe('readTop', () => {
  it('bounds what is told, and says what is left out', () => {
    const Processes = Array.from({ length: PROCESS_LIMIT + 3 }, (_, index) => [String(index), 'x'.repeat(1e4)]);
    const { rows, more } = readTop({ Titles: ['PID', 'COMMAND'], Processes });
    expect(rows).toHaveLength(PROCESS_LIMIT);
    expect(more).toBe(3);
    expect(rows[0]?.cells[1]?.length).toBeLessThan(5000);
  });

  it.each([null, {}, { Titles: 'x' }, { Titles: [] }])('%j is no list', (answer) => {
    expect(() => readTop(answer)).toThrow(EngineError);
  });

  it('takes odd rows as empty ones', () => {
    expect(readTop({ Titles: ['PID', 'CMD'], Processes: [null, [7], ['8']] }).rows.map(({ cells }) => cells)).toEqual([
      ['', ''],
      ['', ''],
      ['8', ''],
    ]);
  });
});

describe('withMain', () => {
  const table = readTop({
    Titles: ['PID', 'CMD'],
    Processes: [
      ['1', 'init'],
      ['70', 'app'],
    ],
  });
  const mains = (pid: string, ownPids: boolean): readonly string[] =>
    withMain(table, { pid, ownPids }).rows.flatMap((row) => (row.main ? [row.pid] : []));
  it('is the one that inspect tells', () => expect(mains('70', true)).toEqual(['70']));
  it('is number 1 where the engine counts as the container does', () => expect(mains('9000', true)).toEqual(['1']));
  it('is nobody among the processes of a whole machine', () => expect(mains('9000', false)).toEqual([]));
});

it.each([
  ['00:07', 7],
  ['12:00:01', 43_201],
  ['2-01:00:00', 176_400],
  ['44', 44],
  ['Nov20', null],
  ['', null],
])('%s is %s s', (words, seconds) => {
  expect(clockSeconds(words)).toBe(seconds);
});

it('the CLI line sends the same signal', () => {
  const main = { name: 'web', signal: 'SIGHUP', target: { kind: 'main', startedAt: '' } } as const;
  expect(signalLine('docker', main)).toBe('docker kill -s HUP web');
  const target = { kind: 'inside', pid: 7, startTicks: '5', uid: 33 } as const;
  expect(signalLine('docker', { name: 'a b', signal: 'SIGKILL', target })).toBe(
    "docker exec -u 33 'a b' sh -c 'kill -s KILL 7'",
  );
});
