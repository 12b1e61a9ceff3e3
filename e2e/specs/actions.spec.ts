import { expect, test } from '../fixtures';

test.describe('actions', () => {
  test('start, stop, restart, pause, unpause and kill, each in the command log', async ({
    containers,
    commandLog,
    engine,
    run,
  }) => {
    await run('web', '--stop-timeout', '1');
    const row = containers.row('web');
    await row.getByRole('button', { name: 'Stop web' }).click();
    await expect(row).toContainText(/Exited/);
    await row.getByRole('button', { name: 'Start web', exact: true }).click();
    await expect(row).toContainText(/Running/);
    await containers.contextMenu('web', 'Pause');
    await expect(row).toContainText(/Paused/);
    await containers.contextMenu('web', 'Unpause');
    await expect(row).toContainText(/Running/);
    const before = await engine.docker('inspect', '-f', '{{.State.StartedAt}}', 'web');
    await containers.contextMenu('web', 'Restart');
    await expect.poll(() => engine.docker('inspect', '-f', '{{.State.StartedAt}}', 'web')).not.toBe(before);
    await expect(row).toContainText(/Running/);
    await containers.contextMenu('web', 'Kill');
    await expect(row).toContainText(/Exited 137/);
    await commandLog.open();
    for (const verb of ['stop', 'start', 'pause', 'unpause', 'restart', 'kill'])
      await expect(commandLog.region.getByText(new RegExp(`docker .*\\b${verb} web$`))).toBeVisible();
  });

  test('rename keeps what was typed when the engine refuses', async ({ containers, run, page }) => {
    await run('web');
    await run('taken');
    await containers.row('web').click();
    await page.keyboard.press('F2');
    const field = page.getByRole('dialog').getByRole('textbox', { name: /name/i });
    await field.fill('taken');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText(/already in use/);
    await expect(field).toHaveValue('taken');
    await field.fill('free');
    await page.keyboard.press('Enter');
    await expect(containers.row('free')).toBeVisible();
  });

  test('delete says what is lost, and asks', async ({ containers, engine, run, page }) => {
    await run('gone', '-v', '/data', '-v', 'keep-me:/keep', '--', 'sh', '-c', 'echo x > /written; sleep 1000');
    await run('stays');
    await containers.row('gone').click();
    await page.keyboard.press('Delete');
    await expect(containers.alert).toContainText('gone');
    await expect(containers.alert).toContainText(/running/i);
    await expect(containers.alert).toContainText(/writable layer/i);
    await expect(containers.alert).toContainText(/anonymous volume/i);
    await expect(containers.alert).toContainText('keep-me');
    await expect(containers.alert.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(containers.row('gone')).toBeFocused();
    await page.keyboard.press('Delete');
    await containers.alert.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(containers.row('gone')).toHaveCount(0);
    await expect(containers.row('stays')).toBeVisible();
    expect(await engine.docker('volume', 'ls', '-q')).toContain('keep-me');
    await engine.docker('volume', 'rm', 'keep-me');
  });

  test("in bulk: the rest goes on, failures speak in the engine's words", async ({ containers, run, page }) => {
    await run('ok-1', '--stop-timeout', '1');
    await run('ok-2', '--stop-timeout', '1');
    await run('off', '--', 'true');
    await expect(containers.row('off')).toContainText(/Exited 0/);
    await containers.select('ok-1', 'ok-2', 'off');
    await page
      .getByRole('toolbar', { name: /selected/i })
      .getByRole('button', { name: 'Kill' })
      .click();
    await expect(containers.row('ok-1')).toContainText(/Exited 137/);
    await expect(containers.row('ok-2')).toContainText(/Exited 137/);
    await expect(page.getByText(/is not running/)).toBeVisible();
  });

  test('copies the docker command', async ({ containers, engine, run, page }) => {
    await run('web');
    await containers.row('web').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Copy as docker command/ }).hover();
    await page.getByRole('menuitem', { name: 'Stop', exact: true }).last().click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(`docker -H ${engine.url} stop web`);
  });

  test('a whole round by keyboard alone', async ({ containers, run, page }) => {
    await run('web', '--stop-timeout', '1');
    await run('db');
    await expect(containers.rows).toHaveCount(2);
    await page.keyboard.press('/');
    await expect(containers.filter).toBeFocused();
    await page.keyboard.type('web');
    await expect(containers.rows).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await expect(containers.row('web')).toBeFocused();
    await page.keyboard.press('Space');
    await expect(containers.row('web')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('s');
    await expect(containers.row('web')).toContainText(/Exited/);
    await page.keyboard.press('Enter');
    await expect(containers.details('web')).toBeVisible();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: /keys|shortcuts/i })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});
