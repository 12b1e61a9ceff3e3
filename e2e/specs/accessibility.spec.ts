import { expect, test } from '../fixtures';
import { seriousFindings } from '../axe';

test('finds nothing serious on any view', async ({ containers, frame, run, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await run('web', '-p', '18060:80', '-e', 'DB_PASSWORD=x');
  await run('shop-db-1', '--label', 'com.docker.compose.project=shop');
  await run('failed', '--', 'false');
  await expect(containers.row('failed')).toContainText(/Exited 1/);
  expect(await seriousFindings(page)).toEqual([]);
  await containers.select('web', 'failed');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Delete');
  await expect(containers.alert.getByRole('button', { name: 'Delete', exact: true })).toBeEnabled();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await containers.row('web').click({ button: 'right' });
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await containers.inspect('web');
  await expect(containers.details('web')).toContainText('DB_PASSWORD');
  expect(await seriousFindings(page)).toEqual([]);
  for (const view of ['Images', 'Engine', 'Settings'] as const) {
    await frame.open(view);
    expect(await seriousFindings(page)).toEqual([]);
  }
});
