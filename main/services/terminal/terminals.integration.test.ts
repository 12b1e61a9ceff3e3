import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Dockerd, importBusybox, startDockerd, until } from '../../../testing/dockerd.mjs';
import type { TerminalSession, TerminalState, TerminalWish } from '../../contract/terminal';
import { terminalTarget } from '../../contract/terminal';
import { parse } from 'valibot';
import { connected, engineAt } from '../engine/testing/engine-at';
import type { Engine } from '../engine/types';
import { createTerminals, type Terminals } from './terminals';
import { openPage, type TestPage } from './testing/page';

const IMAGE = 'slipway/busybox:1';

let dockerd: Dockerd;
let engine: Engine;
let terminals: Terminals;
const commands: string[] = [];
const pages: TestPage[] = [];

const makeEngine = (): Engine => engineAt(dockerd.url);

beforeAll(async () => {
  dockerd = await startDockerd();
  await importBusybox(dockerd.url);
  engine = makeEngine();
  await connected(engine);
  terminals = createTerminals({
    engine,
    record: (command) => {
      commands.push(command);
      return () => undefined;
    },
  });
});
afterAll(async () => {
  await terminals.closeAll();
  await engine.close();
  await dockerd.remove();
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.leave();
  for (const { id } of terminals.sessions()) await terminals.close(id);
  const ids = await dockerd.docker('ps', '-aq');
  if (ids !== '') await dockerd.docker('rm', '-f', ...ids.split('\n'));
});

const run = (...args: string[]): Promise<string> => dockerd.docker('run', '-d', '--init', ...args);
const sleeper = (name: string): Promise<string> => run('--name', name, IMAGE, 'sleep', '1000');
const open = (wish: TerminalWish, beside: string | null = null): Promise<string> =>
  terminals.open(parse(terminalTarget, wish), { beside, direction: 'row' });
const shell = (container: string): Promise<string> => open({ kind: 'shell', container, shell: '/bin/sh' });
const show = (id: string, keepBytes = true): TestPage => {
  const page = openPage(terminals, id, keepBytes);
  pages.push(page);
  return page;
};
const sessionOf = (id: string): TerminalSession | undefined => terminals.sessions().find((each) => each.id === id);
const stateOf = (id: string): TerminalState | undefined => sessionOf(id)?.state;
const ended = (id: string, why: string): Promise<void> =>
  until(
    () => {
      const state = stateOf(id);
      return state?.type === 'ended' && state.why === why;
    },
    10_000,
    `the session ended as ${why}`,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${JSON.stringify(stateOf(id))}`);
  });
const says = (page: TestPage, pattern: RegExp, ms = 10_000): Promise<void> =>
  until(async () => pattern.test((await page.lines()).join('\n')), ms, `the screen has ${String(pattern)}`).catch(
    async (error: unknown) => {
      throw new Error(`${String(error)}: ${(await page.lines()).slice(-30).join('\n')}`);
    },
  );
/** Processes of a container, by name. */
const processes = async (container: string): Promise<string> => dockerd.docker('top', container, '-eo', 'pid,args');

describe('shells', () => {
  it('are found by looking, in running and in stopped containers', async () => {
    const id = await sleeper('web');
    const found = ['ash', 'sh'];
    const facts = await terminals.facts(id, new AbortController().signal);
    expect(facts.shells.map(({ name }) => name)).toEqual(found);
    expect(facts).toMatchObject({ running: true, tty: false, openStdin: false });
    await dockerd.docker('stop', '-t', '0', id);
    const stopped = await terminals.facts(id, new AbortController().signal);
    expect(stopped.shells.map(({ name }) => name)).toEqual(found);
    expect(stopped.running).toBe(false);
  });

  it('are none where there are none, nor behind links to nothing, folders and plain files', async () => {
    const id = await run('--name', 'bare', IMAGE, 'sleep', '1000');
    const change = 'rm /bin/ash /bin/sh; ln -s /nowhere /bin/bash; mkdir /bin/zsh; echo x >/bin/sh';
    await dockerd.docker('exec', id, '/bin/busybox', 'sh', '-c', change);
    expect((await terminals.facts(id, new AbortController().signal)).shells).toEqual([]);
  });
});

describe('a shell', () => {
  it('runs with the wished user, folder and variables, and its command is noted without their values', async () => {
    const container = await sleeper('web');
    const id = await open({
      ...{ kind: 'shell', container, shell: '/bin/sh', user: '1000', workingDir: '/tmp' },
      env: ['SECRET=hunter2', 'TERM=vt100'],
    });
    const page = show(id);
    page.type('echo "[$(id -u) $PWD $SECRET $TERM]"\r');
    await says(page, /\[1000 \/tmp hunter2 vt100\]/);
    expect(commands.at(-1)).toContain('exec -it -u 1000 -w /tmp -e SECRET -e TERM web /bin/sh');
    expect(commands.join()).not.toContain('hunter2');
  });

  it('tells its exit code', async () => {
    const id = await shell(await sleeper('web'));
    show(id).type('exit 7\r');
    await ended(id, 'exited');
    expect(stateOf(id)).toMatchObject({ exitCode: 7 });
  });

  it('starts again in the same tab, what was before still above', async () => {
    const id = await shell(await sleeper('web'));
    const page = show(id);
    page.type('echo first; exit\r');
    await ended(id, 'exited');
    page.send({ type: 'restart' });
    await until(() => stateOf(id)?.type === 'running', 5000, 'it runs again');
    page.type('echo second\r');
    await says(page, /first[^]*second/);
  });

  it('passes bytes that are no text, both ways', async () => {
    const id = await shell(await sleeper('web'));
    const page = show(id);
    page.type(`stty raw -echo; printf '\\377\\376\\200|'; dd bs=1 count=3 2>/dev/null | od -An -tx1; stty sane\r`);
    await until(() => page.bytes().includes(Buffer.from([0xff, 0xfe, 0x80, 0x7c])), 5000, 'the bytes came');
    page.type(new Uint8Array([0xc3, 0x28, 0xff]));
    await says(page, /c3 28 ff/);
  });

  it('that fails to start says why', async () => {
    const container = await sleeper('web');
    const id = await open({ kind: 'shell', container, shell: '/no/such/shell' });
    const page = show(id);
    await ended(id, 'exited');
    await says(page, /no such file/);
    await dockerd.docker('stop', '-t', '0', container);
    await expect(shell(container)).rejects.toThrow(/not running/);
  });

  it('is hung up with its programs when its terminal is closed, and nothing stays behind', async () => {
    const container = await sleeper('web');
    const id = await shell(container);
    const page = show(id);
    page.type('sleep 4242\r');
    await until(async () => (await processes(container)).includes('sleep 4242'), 15_000, 'it runs');
    await terminals.close(id);
    await page.over;
    await until(async () => !/4242|\/bin\/sh/.test(await processes(container)), 15_000, 'it is gone');
  });
});

describe('its container', () => {
  it('restarted: said, and the shell starts again on demand', async () => {
    const container = await sleeper('web');
    const id = await shell(container);
    const page = show(id);
    page.type('echo before\r');
    await says(page, /^before/m);
    await dockerd.docker('restart', '-t', '0', container);
    await ended(id, 'restarted');
    page.send({ type: 'restart' });
    page.type('');
    await until(() => stateOf(id)?.type === 'running', 5000, 'it runs again');
    page.type('echo after\r');
    await says(page, /^after/m);
  });

  it('stopped, then removed: said', async () => {
    const container = await sleeper('web');
    const id = await shell(container);
    await dockerd.docker('stop', '-t', '0', container);
    await ended(id, 'stopped');
    await dockerd.docker('rm', container);
    await ended(id, 'removed');
  });
});

describe('the size', () => {
  it('is right in the end, whatever came before', async () => {
    const id = await shell(await sleeper('web'));
    const page = show(id);
    for (let cols = 20; cols <= 519; cols++) page.send({ type: 'resize', cols, rows: 10 + (cols % 50) });
    page.send({ type: 'resize', cols: 123, rows: 45 });
    page.screen.resize(123, 45);
    await says(page, /\$|#/);
    await until(
      async () => {
        page.type('stty size\r');
        return /^45 123/m.test((await page.lines()).join('\n'));
      },
      5000,
      'stty says 45 123',
    );
  });
});

describe('looking again', () => {
  it('shows the same screen and scrollback, byte for byte', async () => {
    const id = await shell(await sleeper('web'));
    const first = show(id);
    first.type(`PS1='> '; for i in $(seq 1 300); do printf '\\033[3%dmline %d\\033[0m 漢字\\n' $((i%8)) $i; done\r`);
    await says(first, /line 300[^]*> $/);
    const before = { bytes: first.bytes(), lines: await first.lines() };
    await first.leave();
    const second = show(id);
    await until(() => second.events.includes('live'), 10_000, 'all of it is shown');
    // The shell may have printed on since.
    expect(second.bytes().subarray(0, before.bytes.length).equals(before.bytes)).toBe(true);
    expect(await second.lines()).toEqual(before.lines);
    expect(second.events).toEqual(['replay', 'size', 'live']);
  });

  it('takes it over from whoever looked before', async () => {
    const id = await shell(await sleeper('web'));
    const [first, second] = [show(id), show(id)];
    await first.over;
    expect(first.events.at(-1)).toBe('taken');
    second.type('echo mine\r');
    await says(second, /^mine/m);
  });

  it('a full-screen program drawn long ago is still whole', async () => {
    const id = await shell(await sleeper('web'));
    const page = show(id, false);
    // Drawn once; then 3 MB at its bottom line alone.
    const draw = `printf 'under it\\n\\033[?1049h\\033[?25l\\033[2J\\033[3;5HTOP LEFT\\033[10;20H\\033[32mMIDDLE\\033[0m'`;
    page.type(
      `${draw}; yes '0123456789012345678901234567890' | head -c 3000000 | tr '\\n' '\\r' | sed 's/^/\\x1b[24;1H/'; `,
    );
    page.type(`printf '\\033[24;1H\\033[KDO''NE'; sleep 100\r`);
    await says(page, /DONE/, 30_000);
    const before = await page.lines();
    expect(before[2]).toContain('TOP LEFT');
    await page.leave();
    const again = show(id);
    await says(again, /DONE/);
    expect(await again.lines()).toEqual(before);
    expect(again.screen.buffer.active.type).toBe('alternate');
    expect(again.bytes().length).toBeLessThan(1_700_000);
    again.type('\x03');
    again.type(`printf '\\033[?1049l'\r`);
    await says(again, /under it/);
    expect(again.screen.buffer.active.type).toBe('normal');
  });
});

describe('a flood', () => {
  const rss = (): number => process.memoryUsage().rss / 1e6;

  it('waits for a page that takes nothing, and fills no memory', async () => {
    const id = await shell(await sleeper('web'));
    const page = show(id, false);
    await says(page, /#|\$/);
    page.hold();
    page.type('yes 0123456789012345678901234567890123456789\r');
    await until(() => page.taken() < 1e6, 1000, 'it is held');
    const before = rss();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(rss() - before).toBeLessThan(20);
    const begun = page.taken();
    page.release();
    await until(() => page.taken() > begun + 5e6, 20_000, 'it goes on');
    page.type('\x03');
    page.type('echo calm\r');
    await says(page, /calm\n[^]*calm|^calm/m, 5000);
  });

  it('goes on without a page, and the latest of it is kept', async () => {
    const container = await sleeper('web');
    const id = await shell(container);
    const page = show(id, false);
    page.type('seq 1 300000; touch /tmp/done; echo "the" end\r');
    await until(() => page.taken() > 1e5, 5000, 'it has begun');
    await page.leave();
    const isDone = async (): Promise<boolean> =>
      (await dockerd.docker('exec', container, 'ls', '/tmp')).includes('done');
    await until(isDone, 30_000, 'it has ended');
    const again = show(id);
    await says(again, /the end/);
    const lines = await again.lines();
    const end = lines.lastIndexOf('the end');
    expect(lines.slice(end - 1000, end)).toEqual(Array.from({ length: 1000 }, (_, i) => String(299_001 + i)));
    expect(again.bytes().length).toBeLessThan(1.6e6);
  });
});

describe('attached to the main process', () => {
  it('shows a process without a terminal, without its frames, and never makes it wait', async () => {
    const container = await run(
      '--name',
      'web',
      IMAGE,
      'sh',
      '-c',
      'while :; do echo out; echo err >&2; usleep 50000; done',
    );
    const id = await open({ kind: 'attach', container, stdin: false });
    expect(sessionOf(id)?.tty).toBe(false);
    const page = show(id);
    await says(page, /out/);
    await says(page, /err/);
    expect(page.bytes().toString()).toMatch(/^((out|err)\n)+$/);
    expect(commands.at(-1)).toContain('attach --no-stdin web');
  });

  it('types into it, detaches by its keys, and tells its exit code', async () => {
    const container = await run('-it', '--name', 'web', IMAGE, 'sh');
    const first = await open({ kind: 'attach', container, stdin: true });
    const page = show(first);
    page.type('echo hello\r');
    await says(page, /^hello/m);
    page.type('\x10\x11');
    await ended(first, 'detached');
    const second = await open({ kind: 'attach', container, stdin: true });
    show(second).type('exit 3\r');
    await ended(second, 'exited');
    expect(stateOf(second)).toMatchObject({ exitCode: 3 });
  });
});

describe('helpers', () => {
  it('debug: the processes and network of a container without a shell; removed in the end', async () => {
    const container = await sleeper('bare');
    await dockerd.docker('exec', container, '/bin/busybox', 'sh', '-c', 'rm /bin/ash /bin/sh');
    const id = await open({ kind: 'debug', container, image: IMAGE });
    const page = show(id);
    page.type('ps; ls /proc/1/root/bin | head -3; hostname\r');
    await says(page, /sleep 1000/);
    await says(page, /\[\[|acpid|busybox/);
    const helper = await dockerd.docker('ps', '--filter', 'label=io.slipway.helper=debug', '--format', '{{.Names}}');
    expect(helper).toMatch(/^slipway-debug-/);
    page.type('exit 5\r');
    await ended(id, 'exited');
    expect(stateOf(id)).toMatchObject({ exitCode: 5 });
    await until(
      async () => (await dockerd.docker('ps', '-aq', '--filter', 'label=io.slipway.helper')) === '',
      5000,
      'gone',
    );
  });

  it('host: a root shell on the machine itself, or the words of an engine that may not', async () => {
    const privileged = ['run', '--rm', '--privileged', '--pid=host', IMAGE, 'nsenter', '-t', '1', '-m', 'true'];
    const refusal = await dockerd.docker(...privileged).then(
      () => null,
      (error: unknown) => String(error),
    );
    const opening = open({ kind: 'host', image: IMAGE });
    if (refusal === null) {
      const page = show(await opening);
      page.type('echo "[$(id -u)] $(readlink /proc/1/exe)"\r');
      await says(page, /\[0\]/);
      await terminals.close(terminals.sessions()[0]?.id ?? '');
    } else {
      await expect(opening).rejects.toThrow(/operation not permitted/);
      expect(refusal).toMatch(/operation not permitted/);
    }
    expect(await dockerd.docker('ps', '-aq', '--filter', 'label=io.slipway.helper')).toBe('');
  });
});

/** On a busy machine each shell takes its time to begin. */
async function noneIsLeft(container: string): Promise<void> {
  const left = async (): Promise<string[]> =>
    (await processes(container)).split('\n').filter((line) => line.includes('/bin/sh'));
  await until(async () => (await left()).length === 0, 30_000, 'the shells are gone').catch(async (error: unknown) => {
    throw new Error(`${String(error)}: ${(await left()).join('; ')}`);
  });
}

describe('sockets', () => {
  it('none is left after 100 terminals', async () => {
    const container = await sleeper('web');
    const sockets = (): number =>
      fs.readdirSync('/proc/self/fd').filter((fd) => {
        try {
          return fs.readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:');
        } catch {
          return false;
        }
      }).length;
    const tenTerminals = async (): Promise<void> => {
      const ids = await Promise.all(Array.from({ length: 10 }, () => shell(container)));
      await Promise.all(ids.map((id) => terminals.close(id)));
    };
    // The client keeps the connections of so many requests for the next ones.
    await tenTerminals();
    await noneIsLeft(container);
    const before = sockets();
    for (let round = 0; round < 9; round++) await tenTerminals();
    await until(() => sockets() <= before + 2, 20_000, 'the sockets are closed');
    await noneIsLeft(container);
  }, 180_000);
});

// Last: it ends the engine.
describe('the engine', () => {
  it('killed: said at once, and a new shell on demand once it is back', async () => {
    const container = await sleeper('web');
    const id = await shell(container);
    const page = show(id);
    page.type('echo before\r');
    await says(page, /^before/m);
    await dockerd.stop('SIGKILL');
    await ended(id, 'lost');
    page.send({ type: 'restart' });
    await ended(id, 'failed');
    await dockerd.start();
    await connected(engine);
    await dockerd.docker('start', container);
    page.send({ type: 'restart' });
    await until(() => stateOf(id)?.type === 'running', 10_000, 'it runs again');
    page.type('echo after\r');
    await says(page, /before[^]*after/);
  });

  it('hung: said, and the same shell goes on afterwards', async () => {
    const id = await shell(await sleeper('again'));
    const page = show(id);
    await says(page, /#|\$/);
    process.kill(dockerd.pid(), 'SIGSTOP');
    await until(() => stateOf(id)?.type === 'away', 15_000, 'it is away');
    process.kill(dockerd.pid(), 'SIGCONT');
    await until(() => stateOf(id)?.type === 'running', 15_000, 'it is back');
    page.type('echo still here\r');
    await says(page, /^still here/m);
  });
});
