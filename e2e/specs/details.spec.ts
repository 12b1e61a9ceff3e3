import { expect, test } from '../fixtures';

const SECRET = 'hunter2-canary';

test.describe('details', () => {
  test('a deep link, with back and forward', async ({ containers, run, page }) => {
    const id = await run('web');
    await run('db');
    await containers.openDetails('web');
    await expect(page).toHaveURL(new RegExp(`/containers/${id}`));
    await containers.openDetails('db');
    await page.goBack();
    await expect(containers.details('web')).toBeVisible();
    await page.goForward();
    await expect(containers.details('db')).toBeVisible();
    await page.goBack();
    await page.reload();
    await expect(containers.details('web')).toBeVisible();
  });

  test('the essentials, secrets masked until shown', async ({ containers, run, page }) => {
    await run(
      'web',
      ...['-e', `DB_PASSWORD=${SECRET}`, '-e', 'MODE=fast', '--label', 'team=core', '-m', '64m'],
      ...['-v', '/data', '--restart', 'on-failure:3', '-p', '18070:80'],
    );
    const details = await containers.inspect('web');
    for (const text of ['MODE', 'fast', 'team', 'core', '/data', 'on-failure', '18070', 'sleep 1000'])
      await expect(details).toContainText(text);
    await expect(details).toContainText('DB_PASSWORD');
    await expect(details).not.toContainText(SECRET);
    await details.getByRole('button', { name: /Show.*DB_PASSWORD/ }).click();
    await expect(details).toContainText(SECRET);
    await page.reload();
    await expect(details).toContainText('DB_PASSWORD');
    await expect(details).not.toContainText(SECRET);
  });

  test('the raw JSON can be searched and copied', async ({ containers, run, page }) => {
    const id = await run('web', '--label', 'needle=haystack');
    const details = await containers.inspect('web');
    await details.getByRole('tab', { name: /Raw JSON/ }).click();
    await details.getByRole('searchbox', { name: /Search/ }).fill('haystack');
    await expect(details.getByText(/1 of \d+/)).toBeVisible();
    await details.getByRole('button', { name: /Copy as is/ }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect((JSON.parse(copied) as { Id: string }).Id).toBe(id);
  });

  test('a container that goes away stays readable, and is marked', async ({ containers, engine, run }) => {
    await run('web', '--label', 'team=core');
    const details = await containers.inspect('web');
    await expect(details).toContainText('team');
    await engine.docker('rm', '-f', 'web');
    await expect(details).toContainText(/removed|no longer exists/i);
    await expect(details).toContainText('team');
  });

  test('are as wide as they were left, by pointer and by keyboard', async ({ containers, run, page }) => {
    await run('web');
    const details = await containers.openDetails('web');
    const handle = page.getByRole('separator', { name: 'Width of the details' });
    const width = async (): Promise<number> => (await details.boundingBox())?.width ?? 0;
    const half = await width();
    await handle.press('ArrowLeft');
    await expect(handle).toHaveAttribute('aria-valuenow', '52');
    expect(await width()).toBeGreaterThan(half);
    const box = await handle.boundingBox();
    if (box === null) throw new Error('no handle');
    await page.mouse.move(box.x + box.width / 2, box.y + 200);
    await page.mouse.down();
    await page.mouse.move(box.x - 120, box.y + 200, { steps: 5 });
    await page.mouse.up();
    const wide = await width();
    expect(wide).toBeGreaterThan(half + 100);
    await expect(handle).not.toHaveAttribute('aria-valuenow', '52');
    await page.reload();
    await expect.poll(width).toBe(wide);
    await handle.dblclick();
    await expect(handle).toHaveAttribute('aria-valuenow', '50');
  });

  test('offer why it stopped where it did', async ({ containers, engine, run }) => {
    await run('web');
    const details = await containers.openDetails('web');
    await expect(details.getByRole('tab', { name: 'Health' })).toBeVisible();
    await expect(details.getByRole('tab', { name: 'Why it stopped' })).toBeHidden();
    await engine.docker('kill', 'web');
    await expect(details.getByRole('tab', { name: 'Why it stopped' })).toBeVisible();
  });
});
