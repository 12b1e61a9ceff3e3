import { raw } from '../../testing/raw-request.mjs';
import { expect, test } from '../fixtures';
import { PAYLOADS, watchForHits } from '../hostile-payloads';

test.describe('hostile text', () => {
  test('is shown as text wherever it appears', async ({ engine, containers, commandLog, run, page }) => {
    const hits = watchForHits(page);
    await run('plain');
    const labels = Object.fromEntries(PAYLOADS.map((payload, index) => [`l${String(index)}${payload}`, payload]));
    const answer = await raw(engine.socket, 'POST', '/containers/create?name=hostile', {
      Image: 'slipway/busybox:1',
      Cmd: ['sh', '-c', 'sleep 1000', ...PAYLOADS.filter((payload) => !payload.includes('\u0000'))],
      Env: PAYLOADS.filter((payload) => !payload.includes('\u0000')).map(
        (payload, index) => `E${String(index)}=${payload}`,
      ),
      Labels: { ...labels, 'com.docker.compose.project': PAYLOADS[0], 'com.docker.compose.service': PAYLOADS[14] },
      Healthcheck: { Test: ['CMD-SHELL', `echo '${PAYLOADS[0]}'; false`], Interval: 1e9, Retries: 1 },
    });
    expect(answer).toContain('"Id"');
    await engine.docker('start', 'hostile');
    await expect(containers.row('hostile')).toContainText(/unhealthy/);
    expect((await containers.row('hostile').boundingBox())?.height).toBe(
      (await containers.row('plain').boundingBox())?.height,
    );
    const details = await containers.inspect('hostile');
    await expect(details).toContainText('<img src=x onerror="globalThis.slipwayHit=1">');
    await expect(details).toContainText('line one');
    // Neither direction controls nor escapes reach the screen as themselves.
    const text = await details.innerText();
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u001b\u0007]/);
    await details.getByRole('tab', { name: /Raw JSON/ }).click();
    await expect(details).toContainText('slipwayHit');
    await containers.filter.fill('<img src=x onerror');
    await containers.filter.fill('');
    await containers.row('plain').click();
    await page.keyboard.press('F2');
    await page.getByRole('dialog').getByRole('textbox').fill('<b>x</b>');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await commandLog.open();
    expect(await hits()).toEqual([]);
  });

  test('a 300-character name and a 5 MB label leave the list as it is', async ({ engine, containers, run, page }) => {
    const long = `n${'a'.repeat(299)}`;
    const big = 'x'.repeat(5_000_000);
    await run('plain');
    await raw(engine.socket, 'POST', `/containers/create?name=${long}`, {
      Image: 'slipway/busybox:1',
      Labels: { big },
    });
    await expect(containers.row(long)).toBeVisible();
    expect((await containers.row(long).boundingBox())?.height).toBe(
      (await containers.row('plain').boundingBox())?.height,
    );
    const viewport = page.viewportSize()?.width ?? 0;
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport);
    const details = await containers.inspect(long);
    await expect(details.getByRole('button', { name: /Show all/ })).toBeVisible();
    await engine.docker('rm', long);
  });
});
