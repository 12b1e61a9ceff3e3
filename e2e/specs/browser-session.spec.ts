import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from '../fixtures';
import { launchChromium } from '../hosts/browser';

/** What any program of this user can read: command lines, and all that Slipway wrote down. */
function leftLyingAbout(dataDir: string): string {
  const lines = fs.readdirSync('/proc').flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? [fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1')] : [];
    } catch {
      return [];
    }
  });
  const files = fs
    .readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [fs.readFileSync(path.join(entry.parentPath, entry.name), 'latin1')] : []));
  return [...lines, ...files].join('\n');
}

test.describe('a browser session', () => {
  test('survives a reload, and leaves no code or token behind', async ({ slipway, frame, dataDir }) => {
    const { page, mode } = slipway;
    const code = new URL(mode?.readyUrl ?? '').hash.slice(1);
    const asked: string[] = [];
    page.on('request', (request) => {
      asked.push(`${request.url()} ${request.headers().referer ?? ''}`);
    });
    await expect(frame.engineStatus).toContainText('Connected');
    const token = await page.evaluate(() => sessionStorage.getItem('slipway.session') ?? '');
    expect(token).toMatch(/^[\w-]{40,}$/);
    expect(page.url()).not.toContain(code);
    await page.reload();
    await expect(frame.engineStatus).toContainText('Connected');
    await page.goBack();
    expect(page.url()).not.toContain(code);
    expect(mode?.stdout().trim().split('\n')).toHaveLength(1);
    expect(asked.length).toBeGreaterThan(3);
    const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`);
    const seen = [...asked, ...cookies, leftLyingAbout(dataDir)].join('\n');
    expect(seen).toContain(mode?.readyUrl.split('#')[0] ?? '');
    for (const secret of [code, token]) expect(seen).not.toContain(secret);
  });

  test('a code works once; Enter in the terminal makes the next', async ({ slipway, frame }) => {
    const { page, mode } = slipway;
    if (mode === undefined) throw new Error('no browser mode');
    await expect(frame.engineStatus).toContainText('Connected');
    const browser = page.context().browser();
    const second = await (await browser?.newContext())?.newPage();
    if (second === undefined) throw new Error('no second page');
    await second.goto(mode.readyUrl);
    await expect(second.getByText(/press Enter/i)).toBeVisible();
    await second.goto('about:blank');
    await second.goto(await mode.nextReadyUrl());
    await expect(second.getByRole('status', { name: 'Engine' })).toContainText('Connected');
    await second.context().close();
    await expect(frame.engineStatus).toContainText('Connected');
  });

  test('an old code can be replaced by pasting the new ready line', async ({ slipway }) => {
    const { page, mode } = slipway;
    if (mode === undefined) throw new Error('no browser mode');
    // Not before the page has its token: it would keep it afterwards.
    await expect(page.getByRole('status', { name: 'Engine' })).toContainText('Connected');
    await page.evaluate(() => {
      sessionStorage.clear();
    });
    await page.reload();
    await page.getByRole('textbox', { name: /code/i }).fill(await mode.nextReadyUrl());
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status', { name: 'Engine' })).toContainText('Connected');
  });

  test('another site gets nothing, neither by rebinding its name nor by a WebSocket', async ({ slipway, frame }) => {
    await expect(frame.engineStatus).toContainText('Connected');
    const port = new URL(slipway.page.url()).port;
    const evil = http.createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<title>evil</title>');
    });
    await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
    const browser = await launchChromium('--host-resolver-rules=MAP evil.test 127.0.0.1');
    try {
      const page = await browser.newPage();
      const rebound = await page.goto(`http://evil.test:${port}/`);
      expect(rebound?.status()).toBe(403);
      await page.goto(`http://evil.test:${String((evil.address() as AddressInfo).port)}/`);
      const outcome = await page.evaluate(async (target) => {
        const opened = await new Promise<string>((resolve) => {
          const socket = new WebSocket(`ws://127.0.0.1:${target}/rpc`, ['slipway.v1', 'guess']);
          socket.onopen = () => resolve('open');
          socket.onerror = () => resolve('refused');
        });
        const posted = await fetch(`http://127.0.0.1:${target}/session`, { method: 'POST', body: '{"code":"x"}' }).then(
          (response) => String(response.status),
          () => 'refused',
        );
        return { opened, posted };
      }, port);
      expect(outcome).toEqual({ opened: 'refused', posted: 'refused' });
    } finally {
      await browser.close();
      evil.close();
    }
  });
});
