import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { LogRow } from '../../contract/logs';
import { createContainers } from '../containers/containers';
import { type Cuttable, cuttable } from '../containers/testing/cuttable';
import { type LogsBench, type Mirror, openLogsBench, type OpenView } from './testing/logs-bench';

const IMAGE = 'slipway/busybox:1';
const WAIT_MS = 20_000;

const mirror: Mirror = (engine) => createContainers({ engine, record: () => () => undefined, log: () => undefined });

let dockerd: Dockerd;
let way: Cuttable;
let bench: LogsBench;
const opened: OpenView[] = [];

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  way = await cuttable(dockerd.socket);
});
afterAll(async () => {
  await way.close();
  await dockerd.remove();
});
beforeEach(() => {
  bench = openLogsBench(way.url, mirror);
});
afterEach(async () => {
  for (const view of opened.splice(0)) view.close();
  await bench.close();
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', ...ids.split('\n'));
});

const run = (name: string, options: readonly string[], script: string): Promise<string> =>
  dockerd.docker('run', '-d', '--name', name, ...options, IMAGE, 'sh', '-c', script);
/** Runs to its end. */
async function ran(name: string, options: readonly string[], script: string): Promise<string> {
  const id = await run(name, options, script);
  await dockerd.docker('wait', name);
  return id;
}

async function open(...ids: string[]): Promise<OpenView> {
  const view = await bench.open({ kind: 'containers', ids });
  opened.push(view);
  return view;
}
const whole = (view: OpenView): Promise<void> =>
  until(() => !view.status().preview, WAIT_MS, `the whole log, not ${JSON.stringify(view.status())}`);
const lines = (view: OpenView, count: number): Promise<void> =>
  until(() => !view.status().preview && view.status().rows >= count, WAIT_MS, `${String(count)} rows`);
const texts = (rows: readonly LogRow[]): string[] => rows.map(({ text }) => text);

/** What the docker CLI prints, both streams in the order they come. */
async function printed(name: string, ...options: string[]): Promise<Buffer> {
  const command = `docker -H ${dockerd.url} logs ${options.join(' ')} ${name} 2>&1`;
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { encoding: 'buffer', maxBuffer: 2 ** 30 });
  return stdout;
}
const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const CORPORA: readonly (readonly [string, readonly string[], string])[] = [
  ['a line of 10 MB', [], 'head -c 10000000 /dev/zero | tr "\\0" x; echo; echo after'],
  ['binary', [], 'head -c 3000000 /bin/busybox'],
  ['CRLF', [], 'for i in 1 2 3; do printf "line $i\\r\\n"; done; printf "no end"'],
  ['ANSI', [], 'for i in $(seq 500); do printf "\\033[3%dmcoloured %d\\033[0m\\n" $((i % 8)) $i; done'],
  ['CJK without line ends', [], 'for i in $(seq 20000); do printf "漢字かな"; done; echo'],
  ['nothing', [], 'true'],
  ['both streams', [], 'for i in $(seq 3000); do echo out $i; echo err $i >&2; done'],
  ['a terminal', ['-t'], 'for i in $(seq 2000); do echo "tty $i"; done; head -c 100000 /dev/zero | tr "\\0" y; echo'],
];

describe('an export', () => {
  it.each(CORPORA)('is byte for byte what docker logs prints: %s', async (_, options, script) => {
    const id = await ran('corpus', options, script);
    const view = await open(id);
    expect(digest(await bench.exported(view.view, 'all', 'plain'))).toBe(digest(await printed('corpus')));
    expect(digest(await bench.exported(view.view, 'all', 'timestamps'))).toBe(digest(await printed('corpus', '-t')));
  });

  it('of what is shown has the lines of the filter', async () => {
    const view = await open(
      await ran('some', [], 'for i in 1 2 3 12; do echo "{\\"level\\":\\"warn\\",\\"n\\":$i}"; done'),
    );
    await whole(view);
    view.view.filter({ terms: [{ text: '1' }] });
    await until(() => view.status().filter?.state === 'done', WAIT_MS, 'the filter is done');
    expect((await bench.exported(view.view, 'shown', 'plain')).toString()).toBe(
      '{"level":"warn","n":1}\n{"level":"warn","n":12}\n',
    );
    const [first] = (await bench.exported(view.view, 'shown', 'jsonl')).toString().split('\n');
    expect(JSON.parse(first ?? '')).toMatchObject({
      ...{ container: 'some', stream: 'stdout', level: 'warn', text: '{"level":"warn","n":1}' },
    });
  });
});

describe('a view', () => {
  it.each(CORPORA.slice(2))('has all lines, whatever they hold: %s', async (_, options, script) => {
    const view = await open(await ran('corpus', options, script));
    await whole(view);
    const all = (await printed('corpus')).toString('utf8').replace(/\r?\n$/, '');
    const expected = all === '' ? [] : all.split(/\r?\n/);
    expect(texts(await view.rows())).toEqual(expected.map((line) => line.slice(0, 4096)));
  });

  it('gives a long line whole when it is asked for', async () => {
    const view = await open(await ran('long', [], 'head -c 1000000 /dev/zero | tr "\\0" x; echo'));
    await whole(view);
    const [row] = await view.rows();
    expect([row?.text.length, row?.cutBytes]).toEqual([4096, 1_000_000]);
    const { text, bytes } = await view.view.line(0);
    expect([text.length, bytes, text.replaceAll('x', '')]).toEqual([1_000_000, 1_000_000, '']);
  });

  it('shows the last lines at once, then every line', async () => {
    const view = await open(await ran('many', [], 'seq 200000'));
    await until(() => view.status().rows > 0, WAIT_MS, 'rows');
    expect(view.status().preview).toBe(true);
    const { rows } = await view.view.rows(0, 500);
    expect(rows.at(-1)?.text).toBe('200000');
    await lines(view, 200_000);
    expect(texts((await view.view.rows(123_455, 2)).rows)).toEqual(['123456', '123457']);
    view.view.find({ text: '^1?9999$', regex: true });
    await until(() => view.status().find?.state === 'done', WAIT_MS, 'all was searched');
    expect(view.status().find?.matches).toBe(2);
    expect(view.view.findNext(10_000, false)).toEqual({ row: 19_998, ordinal: 1 });
    expect(view.view.findNext(19_999, false)).toEqual({ row: 9_998, ordinal: 0 });
    expect(view.view.findNext(19_997, true)).toEqual({ row: 9_998, ordinal: 0 });
  });

  it('follows, waits while the container does not run, and goes on when it starts again', async () => {
    const id = await run('again', [], 'echo begin; read x < /dev/null; sleep 0.3; echo end');
    const view = await open(id);
    await lines(view, 2);
    await until(() => view.status().sources[0]?.state === 'waiting', WAIT_MS, 'it waits');
    await dockerd.docker('start', 'again');
    await lines(view, 4);
    expect(texts(await view.rows())).toEqual(['begin', 'end', 'begin', 'end']);
  });

  it('of a container that is made anew goes on, with a mark between the two', async () => {
    const id = await run(
      'web',
      ['-l', 'com.docker.compose.project=p', '-l', 'com.docker.compose.service=web'],
      'echo one; sleep 600',
    );
    const view = await open(id);
    await lines(view, 1);
    await dockerd.docker('rm', '-f', 'web');
    await run(
      'web2',
      ['-l', 'com.docker.compose.project=p', '-l', 'com.docker.compose.service=web'],
      'echo two; sleep 600',
    );
    await lines(view, 2);
    const rows = await view.rows();
    expect(rows.map(({ text, marks, source }) => [text, marks, source])).toEqual([
      ['one', [], 0],
      ['two', [{ type: 'begin' }], 1],
    ]);
    expect(view.status().sources.map(({ name, state, lane }) => [name, state, lane])).toEqual([
      ['web', 'gone', 0],
      ['web2', 'following', 0],
    ]);
  });

  it('of a project has all its containers, merged by the engine’s times', async () => {
    const label = ['-l', 'com.docker.compose.project=shop', '-l', 'com.docker.compose.service='];
    const loop = (name: string) => `for i in $(seq 40); do echo ${name} $i; usleep 10000; done`;
    await Promise.all(
      ['a', 'b'].map((name) => run(`shop-${name}`, [...label.slice(0, 3), `${label[3] ?? ''}${name}`], loop(name))),
    );
    await run('other', [], 'echo not here');
    const view = await bench.open({ kind: 'project', project: 'shop' });
    opened.push(view);
    await lines(view, 80);
    const rows = await view.rows();
    const times = rows.map(({ timeMicros }) => timeMicros);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(texts(rows).filter((text) => text.startsWith('a'))).toEqual(
      Array.from({ length: 40 }, (_, i) => `a ${String(i + 1)}`),
    );
    view.view.filter({ hiddenSources: [0] });
    await until(() => view.status().filter?.state === 'done', WAIT_MS, 'one is hidden');
    expect(new Set((await view.rows()).map(({ source }) => source))).toEqual(new Set([1]));
  });

  it('filters with context, negation and levels, and finds within that', async () => {
    // The engine takes down the two streams in the order they reach it.
    const script =
      'for i in $(seq 9); do echo "INFO $i"; done; usleep 300000; echo "ERROR boom" >&2; usleep 300000; echo "WARN 11"; echo "INFO 12"';
    const view = await open(await ran('levels', [], script));
    await whole(view);
    const shown = async (filter: Parameters<typeof view.view.filter>[0]): Promise<string[]> => {
      const version = view.view.filter(filter);
      await until(
        () => view.status().filter?.version === version && view.status().filter?.state === 'done',
        WAIT_MS,
        'it is filtered',
      );
      return (await view.rows()).map(({ text, context }) => (context ? `(${text})` : text));
    };
    expect(await shown({ terms: [{ text: 'boom' }], context: 1 })).toEqual(['(INFO 9)', 'ERROR boom', '(WARN 11)']);
    expect(await shown({ levels: ['error', 'warn'] })).toEqual(['ERROR boom', 'WARN 11']);
    expect(await shown({ stream: 'stderr' })).toEqual(['ERROR boom']);
    expect(await shown({ terms: [{ text: 'info', negate: true }] })).toEqual(['ERROR boom', 'WARN 11']);
    expect(await shown({ terms: [{ text: 'INFO 1', wholeWord: true, matchCase: true }] })).toEqual(['INFO 1']);
    expect(await shown({ terms: [{ text: '1' }, { text: 'info' }] })).toEqual(['INFO 1', 'INFO 12']);
    view.view.find({ text: '12' });
    await until(() => view.status().find?.state === 'done', WAIT_MS, 'it is found');
    expect([view.status().find?.matches, view.view.findNext(0, false)]).toEqual([1, { row: 1, ordinal: 0 }]);
    const { levels, complete } = view.view.histogram(4);
    expect([complete, levels.info, levels.error]).toEqual([true, 2, 0]);
    expect(() => view.view.find({ text: '(', regex: true })).toThrow(/Unterminated group/);
  });

  it('gives up an expression that never ends, and goes on', async () => {
    const view = await open(
      await ran('bad', [], 'for i in $(seq 5); do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!; done'),
    );
    await whole(view);
    view.view.find({ text: '^(a+)+$', regex: true });
    await until(() => view.status().find?.state === 'failed', WAIT_MS, 'it is given up');
    expect(view.status().find?.message).toContain('took too long');
    view.view.find({ text: 'aa!' });
    await until(() => view.status().find?.matches === 5, WAIT_MS, 'the next one is answered');
  });

  it('says why a log cannot be read', async () => {
    const view = await open(await run('mute', ['--log-driver', 'none'], 'echo lost; sleep 600'));
    await until(() => view.status().sources[0]?.state === 'unreadable', WAIT_MS, 'it is said');
    expect(view.status().sources[0]).toMatchObject({
      driver: 'none',
      message: expect.stringContaining('logging driver') as string,
    });
  });

  it('is of a time, cleared, and shown again', async () => {
    const id = await ran('timed', [], 'echo 1; usleep 50000; echo 2; usleep 50000; echo 3');
    const view = await open(id);
    await lines(view, 3);
    const [, second] = await view.rows();
    const since = second?.timeMicros ?? 0;
    expect(await view.view.rowAtTime(since)).toBe(1);
    const later = await bench.open({ kind: 'containers', ids: [id] }, { since });
    opened.push(later);
    await lines(later, 2);
    expect(texts(await later.rows())).toEqual(['2', '3']);
    view.view.clear(true);
    expect(texts(await view.rows())).toEqual([]);
    view.view.clear(false);
    expect(texts(await view.rows())).toEqual(['1', '2', '3']);
  });
});

describe('a connection that is cut', () => {
  it('50 times loses no line and shows none twice', { timeout: 120_000 }, async () => {
    const count = 60_000;
    const script = `i=0; while [ $i -lt ${String(count)} ]; do i=$((i+1)); echo $i; [ $((i % 100)) = 0 ] && usleep 5000; done; sleep 600`;
    const view = await open(await run('numbered', [], script));
    let cuts = 0;
    while (cuts < 50 || view.status().lines < count) {
      const before = view.status().lines;
      await until(
        () => view.status().lines > before || view.status().lines === count,
        WAIT_MS,
        `more than ${String(before)} lines`,
      );
      if (cuts < 50) {
        way.cut();
        cuts += 1;
      }
    }
    await lines(view, count);
    const rows = await view.rows();
    expect(texts(rows)).toEqual(Array.from({ length: count }, (_, index) => String(index + 1)));
    expect(rows.filter(({ marks }) => marks.length > 0)).toEqual([]);
  });
});

describe('a log that is rotated', () => {
  it.each([
    ['local', ['--log-driver', 'local', '--log-opt', 'max-size=200k', '--log-opt', 'max-file=5']],
    ['json-file', ['--log-opt', 'max-size=200k', '--log-opt', 'max-file=5']],
  ])('while it is followed: what %s leaves out is counted, in its place', async (_driver, options) => {
    const count = 30_000;
    const script = `while ! [ -e /go ]; do usleep 10000; done; awk 'BEGIN { for (i = 1; i <= ${String(count)}; i++) printf "line %06d of a log\\n", i }'; sleep 600`;
    const name = 'rotated';
    const view = await open(await run(name, options, script));
    await until(() => view.status().sources[0]?.state === 'following', WAIT_MS, 'it is followed');
    await dockerd.docker('exec', name, 'touch', '/go');
    const sum = (rows: readonly LogRow[]): number =>
      rows
        .flatMap(({ marks }) => marks)
        .reduce((total, mark) => total + (mark.type === 'skipped' ? (mark.count ?? 0) : 0), 0);
    const last = `line ${String(count).padStart(6, '0')} of a log`;
    await until(
      async () =>
        texts(await view.rows())
          .at(-1)
          ?.endsWith(last.slice(-18)) === true,
      WAIT_MS,
      'the last line',
    );
    const truth = (await printed(name)).toString().trimEnd().split('\n');
    let rows: LogRow[] = [];
    const missing = (): number => {
      const shown = new Set(texts(rows));
      return truth.filter((line) => !shown.has(line)).length;
    };
    await until(
      async () => {
        rows = await view.rows();
        return sum(rows) === missing();
      },
      WAIT_MS,
      'what is missing is counted',
    );
    // The engine sends lines of a rotated file twice.
    expect(new Set(texts(rows)).size).toBe(rows.length);
    expect(texts(rows)).toEqual(texts(rows).sort());
  });
});
