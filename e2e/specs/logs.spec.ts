import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type { Dockerd } from '../../testing/dockerd.mjs';
import { expect, test as base } from '../fixtures';
import { seriousFindings } from '../axe';
import { LogsPage } from '../pages/logs-page';

const test = base.extend<{ logs: LogsPage; write: (name: string, ...lines: string[]) => Promise<unknown> }>({
  logs: async ({ page }, use) => use(new LogsPage(page)),
  /** Into the standard output of a running container. */
  write: async ({ engine }, use) =>
    use((name, ...lines) =>
      engine.docker('exec', name, 'sh', '-c', 'printf "%s\\n" "$@" > /proc/1/fd/1', 'sh', ...lines),
    ),
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Whose end is `lines`, numbered from 1. */
const count = (lines: number): string[] => ['--', 'sh', '-c', `seq 1 ${lines} | sed 's/^/line number /'; sleep 1000`];

const compose = (project: string, service: string): string[] => [
  ...['--label', `com.docker.compose.project=${project}`, '--label', `com.docker.compose.service=${service}`],
  ...['--label', 'com.docker.compose.container-number=1'],
];

/** Each would leave a mark (a global, a title, something in the clipboard) if it were more than text. */
const HOSTILE = [
  '\u001b]0;owned\u0007',
  '\u001b]2;owned\u001b\\',
  '\u001b]52;c;b3duZWQ=\u0007',
  '\u001b]52;c;?\u0007',
  '\u001b]8;;http://evil.test/\u0007click\u001b]8;;\u0007',
  '\u001b]8;;javascript:globalThis.slipwayHit=1\u0007click\u001b]8;;\u0007',
  '\u001b]50;?\u0007',
  '\u001b]4;0;?\u0007',
  '\u001b]10;?\u0007',
  '\u001b]777;notify;owned;x\u0007',
  '\u001b]9;owned\u0007',
  '\u001b]1337;File=name=eA==;inline=1:eA==\u0007',
  '\u001b[21t',
  '\u001b[20t',
  '\u001b[8;1;1t',
  '\u001b[6n',
  '\u001b[5n',
  '\u001b[c',
  '\u001b[>c',
  '\u001b[0x',
  '\u001bP$q"p\u001b\\',
  '\u001bP+q544e\u001b\\',
  '\u001b[?1049h',
  '\u001b[?1000h',
  '\u001b[?1003h\u001b[?1006h',
  '\u001b[?2004h',
  '\u001b[2J\u001b[H',
  '\u001b[3J',
  '\u001bc',
  '\u001b[!p',
  '\u001b[1;1r',
  '\u001b[999;999H',
  '\u001b[?25l',
  '\u001b[?5h',
  '\u001b#8',
  '\u001b(0',
  '\u001b[4l\u001b[20h',
  '\u001b^private\u001b\\',
  '\u001b_apc\u001b\\',
  '\u001b[38;2;300;1;1m\u001b[38;5m',
  '\u0007\u0008\u000b\u000c\u007f',
  'before\rafter',
  '\u202Egnp.exe\u202C \u2066x\u2069',
  '<img src=x onerror="globalThis.slipwayHit=1">',
  '<script>globalThis.slipwayHit=1</script>',
  'javascript:globalThis.slipwayHit=1',
  '{{constructor.constructor("globalThis.slipwayHit=1")()}}',
] as const;

/** What `docker logs` prints on its standard output, unchanged. */
const printed = (engine: Dockerd, name: string): Buffer =>
  execFileSync('docker', ['logs', name], { env: { ...process.env, DOCKER_HOST: engine.url, DOCKER_CONTEXT: '' } });

test.describe('logs', () => {
  test('follow, let go, say how many came, jump to the end', async ({ containers, logs, run, write }) => {
    await run('web', ...count(300));
    await containers.openDetails('web');
    await expect(logs.line('line number 300')).toBeInViewport();
    await write('web', 'after three hundred');
    await expect(logs.line('after three hundred')).toBeInViewport();
    await logs.wheel(-900);
    await expect(logs.tool('Follow')).toHaveAttribute('aria-pressed', 'false');
    await expect(logs.line('after three hundred')).not.toBeInViewport();
    await write('web', ...Array.from({ length: 12 }, (_, at) => `late ${at}`));
    await expect(logs.newLines).toHaveText('12 new lines, jump to the end');
    await logs.newLines.click();
    await expect(logs.line('late 11')).toBeInViewport();
    await expect(logs.newLines).toBeHidden();
    await write('web', 'the last');
    await expect(logs.line('the last')).toBeInViewport();
  });

  test('a program with a terminal, and one without whose errors are told apart', async ({ containers, logs, run }) => {
    const say = ['--', 'sh', '-c', 'echo to-stdout; echo to-stderr >&2; sleep 1000'];
    await run('plain', ...say);
    await run('tty', '-t', ...say);
    await containers.openDetails('plain');
    await expect(logs.line('to-stderr').getByTitle('Standard error')).toBeVisible();
    await expect(logs.line('to-stdout').getByTitle('Standard error')).toHaveCount(0);
    await containers.openDetails('tty');
    await expect(logs.line('to-stderr')).toBeVisible();
    await expect(logs.lines.getByTitle('Standard error')).toHaveCount(0);
  });

  test('find goes from match to match and hides nothing', async ({ containers, logs, page, run }) => {
    await run('web', ...count(1_000));
    await containers.openDetails('web');
    await expect(logs.line('line number 1000')).toBeInViewport();
    await logs.find('NUMBER 77');
    await expect(logs.view.getByText('1 of 11')).toBeVisible();
    await expect(logs.line('line number 77')).toBeInViewport();
    await expect(logs.line('line number 78')).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(logs.view.getByText('2 of 11')).toBeVisible();
    await expect(logs.line('line number 770')).toBeInViewport();
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    await expect(logs.view.getByText('11 of 11')).toBeVisible();
    await logs.tool('Find in the lines: match case').click();
    await expect(logs.view.getByText('Not found')).toBeVisible();
    await logs.tool('Find in the lines: match case').click();
    await logs.tool('Find in the lines: regular expression').click();
    await logs.findBox.fill('r (7{3}|1)$');
    await expect(logs.view.getByText(/of 2$/)).toBeVisible();
    await logs.findBox.fill('(');
    await expect(logs.view.getByText(/not a regular expression/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(logs.findBox).toBeHidden();
    await expect(logs.lines).toBeFocused();
  });

  test('a filter hides, with lines around; the place stays as it goes', async ({ containers, logs, page, run }) => {
    await run('web', ...count(1_000));
    await containers.openDetails('web');
    await logs.filter('number 50');
    await expect(logs.view.getByText('11 of 1,000 lines')).toBeVisible();
    await expect(logs.line('line number 51')).toHaveCount(0);
    await page.keyboard.press('Enter');
    await logs.filterBox.fill('7');
    await logs.tool('Filter lines: lines without it').click();
    await expect(logs.view.getByText('10 of 1,000 lines')).toBeVisible();
    await expect(logs.line('line number 507')).toHaveCount(0);
    await logs.view.getByLabel('Lines of context').selectOption('1');
    await expect(logs.line('line number 51')).toBeVisible();
    await logs.line('line number 503').click();
    await logs.tool('Close the filter').click();
    await expect(logs.line('line number 507')).toBeInViewport();
    await expect(logs.line('line number 503')).toBeInViewport();
  });

  test('a project as one, with a container made anew, and some left out', async ({
    engine,
    logs,
    page,
    run,
    write,
  }) => {
    await run('shop-web-1', ...compose('shop', 'web'), '--', 'sh', '-c', 'echo web one; sleep 1000');
    await run('shop-db-1', ...compose('shop', 'db'), '--', 'sh', '-c', 'echo db one; sleep 1000');
    await page.getByRole('navigation').getByRole('link', { name: 'Logs' }).click();
    await page.getByRole('link', { name: /^shop/ }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Logs: shop' })).toBeVisible();
    await expect(logs.line('web one')).toContainText('shop-web-1');
    await expect(logs.line('db one')).toContainText('shop-db-1');
    await engine.docker('rm', '-f', 'shop-web-1');
    const id = await run('shop-web-1', ...compose('shop', 'web'), '--', 'sh', '-c', 'echo web two; sleep 1000');
    await expect(logs.lines.getByText(`shop-web-1 was made anew: ${id.slice(0, 12)} goes on here`)).toBeVisible();
    await expect(logs.line('web two')).toBeVisible();
    await expect(logs.line('web one')).toBeVisible();
    await logs.tool('Choose containers').click();
    await page.getByRole('checkbox', { name: 'shop-db-1' }).uncheck();
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(logs.line('db one')).toHaveCount(0);
    await write('shop-db-1', 'db unseen');
    await write('shop-web-1', 'web seen');
    await expect(logs.line('web seen')).toBeVisible();
    await expect(logs.line('db unseen')).toHaveCount(0);
  });

  test('100,000 lines: to the first one, anywhere, and searched', async ({ containers, logs, page, run }) => {
    await run('big', ...count(100_000));
    await containers.openDetails('big');
    await expect(logs.line('line number 100000')).toBeInViewport();
    await expect(logs.view.getByText('Live · 100,000 lines')).toBeVisible({ timeout: 30_000 });
    await logs.press('Home');
    await expect(logs.line('line number 1')).toBeInViewport();
    await logs.press('PageDown');
    await logs.press('ArrowDown');
    await expect(logs.line('line number 1')).not.toBeInViewport();
    const bar = await logs.view.getByRole('scrollbar').boundingBox();
    if (bar === null) throw new Error('no scrollbar');
    await page.mouse.click(bar.x + bar.width / 2, bar.y + bar.height / 2);
    await expect(logs.line(/^line number [45]\d{4}$/).first()).toBeVisible();
    expect(await logs.lines.locator('[data-row]').count()).toBeLessThanOrEqual(300);
    await logs.find('number 98765');
    await expect(logs.view.getByText('1 of 1', { exact: true })).toBeVisible();
    await expect(logs.line('line number 98765')).toBeInViewport();
  });

  test('what programs write is shown, and does nothing', async ({ containers, logs, page, run }) => {
    await page.evaluate(() => navigator.clipboard.writeText('untouched'));
    const outside: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(page.url()).origin) outside.push(request.url());
    });
    const encoded = HOSTILE.map((text, at) => Buffer.from(`<${at}>${text}</${at}>\n`).toString('base64'));
    await run(
      'hostile',
      '--',
      'sh',
      '-c',
      'for text in "$@"; do echo "$text" | base64 -d; done; sleep 1000',
      'sh',
      ...encoded,
    );
    await containers.openDetails('hostile');
    await logs.press('Home');
    for (const at of [0, HOSTILE.length - 1]) {
      await logs.press(at === 0 ? 'Home' : 'End');
      await expect(logs.lines.getByText(`<${at}>`, { exact: false }).first()).toBeVisible();
    }
    await logs.press('Home');
    const seen = await logs.lines.innerText();
    for (const words of ['ESC', 'BEL', '0;owned', 'RLO', '<script>']) expect(seen).toContain(words);
    expect(seen).not.toMatch(/[\u0007\u0008\u001b\u202A-\u202E\u2066-\u2069]/);
    expect(await logs.lines.locator('a, img, script, iframe').count()).toBe(0);
    expect(await page.evaluate<unknown>('globalThis.slipwayHit')).toBeUndefined();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('untouched');
    expect(await page.title()).toBe('Containers · Slipway');
    expect(outside).toEqual([]);
  });

  test('an export is byte for byte what docker logs prints', async ({ containers, engine, logs, run }) => {
    const program =
      'printf "no end \\377\\000 \\033[31mred\\033[0m 漢字\\r\\n"; seq 1 5000; head -c 40000 /dev/zero | tr "\\0" x; echo; sleep 1000';
    await run('web', '--', 'sh', '-c', program);
    await containers.openDetails('web');
    await expect(logs.line('5000')).toBeVisible();
    const download = await logs.export('As docker logs prints it');
    expect(sha256(fs.readFileSync(await download.path()))).toBe(sha256(printed(engine, 'web')));
    expect(download.suggestedFilename()).toMatch(/^web.*\.log$/);
  });

  test('lines are selected and copied; a line is opened with its JSON', async ({ containers, logs, page, run }) => {
    const json = '{"level":"warn","user":{"id":12345678901234567890}}';
    await run('web', '--', 'sh', '-c', `printf '\\033[32mgreen\\033[0m\\n'; echo two; echo '${json}'; sleep 1000`);
    await containers.openDetails('web');
    await logs.line('two').click();
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('ControlOrMeta+c');
    await expect(page.getByText('Copied 2 lines.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('green\ntwo');
    await logs.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+c');
    await expect(page.getByText('Copied 3 lines.')).toBeVisible();
    await page.keyboard.press('Escape');
    await logs.line(json).click();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Line 3' }).getByText('"id": 12345678901234567890')).toBeVisible();
    await page.keyboard.press('Escape');
    await logs.fromMore('Columns of JSON lines…');
    await page.getByRole('checkbox', { name: 'user.id' }).check();
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(logs.lines.getByRole('columnheader', { name: 'user.id' })).toBeVisible();
    await expect(logs.lines.getByRole('gridcell', { name: '12345678901234567890', exact: true })).toBeVisible();
  });

  test('a reload keeps the place, the filter and the settings', async ({ containers, logs, page, run }) => {
    await run('web', ...count(5_000));
    await containers.openDetails('web');
    await expect(logs.view.getByText('Live · 5,000 lines')).toBeVisible();
    await logs.tool('Wrap lines').click();
    await logs.find('number 2500');
    await expect(logs.line('line number 2500')).toBeInViewport();
    // The place is written down a moment later.
    await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).toContain('line number 24');
    await page.reload();
    await expect(logs.line('line number 2500')).toBeInViewport();
    await expect(logs.tool('Wrap lines')).toHaveAttribute('aria-pressed', 'false');
  });

  test('clear hides and gives back; a driver that keeps nothing is said to', async ({
    containers,
    logs,
    run,
    write,
  }) => {
    await run('web', ...count(100));
    await run('silent', '--log-driver', 'none');
    await containers.openDetails('web');
    await expect(logs.line('line number 100')).toBeVisible();
    await logs.tool('Clear').click();
    await expect(logs.line('line number 100')).toHaveCount(0);
    await write('web', 'after the clearing');
    await expect(logs.line('after the clearing')).toBeVisible();
    await logs.view.getByRole('button', { name: 'Show them again' }).click();
    await expect(logs.line('line number 100')).toBeVisible();
    await containers.openDetails('silent');
    await expect(logs.view.getByText('These logs cannot be read')).toBeVisible();
    await expect(logs.view.getByText('--log-driver json-file')).toBeVisible();
  });
});

test.describe('logs, axe', () => {
  test.use({
    dataFiles: {
      'settings.json': JSON.stringify({ version: 1, logs: { histogram: true, timestamps: 'local' } }),
    },
  });

  test('finds nothing serious', async ({ containers, logs, page, run }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const colours = Array.from({ length: 108 }, (_, code) => `\\033[${code}mcode ${code}\\033[0m\\n`).join('');
    await run(
      'shop-web-1',
      ...compose('shop', 'web'),
      '--',
      'sh',
      '-c',
      `printf '${colours}'; echo bad >&2; sleep 1000`,
    );
    await run('shop-db-1', ...compose('shop', 'db'), '--', 'sh', '-c', 'echo WARN db; sleep 1000');
    await containers.openDetails('shop-web-1');
    await logs.press('Home');
    await expect(logs.line('code 31')).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await logs.filter('code');
    await logs.find('code 4');
    await expect(logs.view.getByText(/of 11$/)).toBeVisible();
    await logs.line('code 42').click();
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(new URL('/logs', page.url()).href);
    await expect(page.getByRole('link', { name: /^shop/ }).first()).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: /^shop/ }).first().click();
    await expect(logs.line('WARN db')).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await logs.tool('Choose containers').click();
    expect(await seriousFindings(page)).toEqual([]);
  });
});
