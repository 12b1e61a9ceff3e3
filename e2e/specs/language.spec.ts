import { expect, test } from '../fixtures';

test.use({ dataFiles: { 'settings.json': JSON.stringify({ version: 1, appearance: { language: 'de' } }) } });

test('the window speaks German: views, counts, times', async ({ page, run }) => {
  await run('web');
  await run('db');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  const navigation = page.getByRole('navigation', { name: 'Hauptnavigation' });
  await navigation.getByRole('link', { name: 'Papierkorb' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Papierkorb' })).toBeVisible();
  await navigation.getByRole('link', { name: 'Container' }).click();
  await expect(page.getByRole('row', { name: /web/ })).toContainText(/Läuft.*Laufzeit \d+ Sekunden?/);
  await page.getByRole('row', { name: /web/ }).getByRole('checkbox').check();
  await page.getByRole('row', { name: /db/ }).getByRole('checkbox').check();
  await page
    .getByRole('toolbar', { name: 'Ausgewählte Container' })
    .getByRole('button', { name: /Löschen/ })
    .click();
  await expect(page.getByRole('alertdialog', { name: '2 Container löschen?' })).toBeVisible();
});
