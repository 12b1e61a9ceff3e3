import { expect, test } from '../fixtures';

test.describe('the Engine page', () => {
  test('shows what the engine says of itself', async ({ engine, frame, page }) => {
    await frame.open('Engine');
    const version = await engine.docker('version', '-f', '{{.Server.Version}}');
    const driver = await engine.docker('info', '-f', '{{.Driver}}');
    await expect(page.getByText(version, { exact: true }).first()).toBeVisible();
    await expect(page.getByText(driver, { exact: true }).first()).toBeVisible();
    await page.getByRole('button', { name: /disk use/i }).click();
    await expect(page.getByRole('row', { name: /^Images/ })).toBeVisible();
  });

  test('lists every engine it looked for, each with its state and reason', async ({ engine, enginePage, frame }) => {
    await frame.open('Engine');
    await expect(enginePage.candidate(new RegExp(engine.url))).toContainText(/In use/i);
    await expect(enginePage.candidate(/podman/i).first()).toContainText(/Absent|not there|Not found/i);
  });

  test.describe('with nothing there', () => {
    test.use({ engineUrl: 'unix:///nonexistent/docker.sock' });

    test('says where it looked', async ({ frame, page }) => {
      await expect(frame.engineStatus).toContainText('Disconnected');
      await expect(page.getByText(/nonexistent\/docker\.sock/).first()).toBeVisible();
    });
  });

  test.describe('unencrypted and on another host', () => {
    test.use({ engineUrl: 'tcp://192.0.2.1:2375' });

    test('is not contacted before an explicit yes', async ({ enginePage, frame, page }) => {
      await frame.open('Engine');
      const row = enginePage.candidate(/192\.0\.2\.1/);
      await expect(row).toContainText(/unencrypted|not encrypted/i);
      await row.getByRole('button', { name: /Use/ }).click();
      await expect(page.getByRole('alertdialog')).toContainText(/192\.0\.2\.1/);
      await page.keyboard.press('Escape');
      await expect(frame.engineStatus).not.toContainText('Connected');
    });
  });
});
