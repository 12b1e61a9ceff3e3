import { expect, test } from '../fixtures';
import { SettingsPage } from '../pages/settings-page';

test.use({ dataFiles: { 'settings.json': JSON.stringify({ version: 1, appearance: { language: 'de' } }) } });

test('the window speaks German: views, counts, times; and English once it is chosen', async ({ frame, page, run }) => {
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
  const question = page.getByRole('alertdialog', { name: '2 Container löschen?' });
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();

  await navigation.getByRole('link', { name: 'Einstellungen' }).click();
  // The page loads itself again, and stays where it is.
  await Promise.all([
    page.waitForEvent('load'),
    new SettingsPage(page).row('appearance.language').getByRole('radio', { name: 'English' }).click(),
  ]);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(new SettingsPage(page).choice('Language', 'English')).toBeChecked();
  await frame.open('Containers');
  await expect(page.getByRole('row', { name: /web/ })).toContainText(/Running, up \d+ seconds?/);
  await expect(frame.engineStatus).toContainText('Connected');
});
