import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '../fixtures';

test.describe('settings', () => {
  test('the theme changes at once and is kept', async ({ frame, page, dataDir }) => {
    await frame.open('Settings');
    await page.getByRole('radio', { name: 'Dark' }).check();
    const scheme = page.locator('html');
    await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.getByRole('radio', { name: 'Light' }).check();
    await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
    await page.reload();
    await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
    const stored: unknown = JSON.parse(fs.readFileSync(path.join(dataDir, 'settings.json'), 'utf8'));
    expect(stored).toMatchObject({ version: 1, theme: 'light' });
  });

  test.describe('a corrupt file', () => {
    test.use({ dataFiles: { 'settings.json': '{"version":1,"theme":"da' } });

    test('is kept aside and told', async ({ frame, page, dataDir }) => {
      await expect(frame.engineStatus).toContainText('Connected');
      await expect(page.getByRole('alert').filter({ hasText: 'settings.json' })).toContainText('.corrupt-');
      const kept = fs.readdirSync(dataDir).find((name) => name.includes('.corrupt-'));
      expect(fs.readFileSync(path.join(dataDir, kept ?? ''), 'utf8')).toBe('{"version":1,"theme":"da');
    });
  });

  test.describe('a newer file', () => {
    const newer = JSON.stringify({ version: 99, theme: 'dark', future: { a: 1 } });
    test.use({ dataFiles: { 'settings.json': newer } });

    test('is read as far as known and never overwritten', async ({ frame, page, dataDir }) => {
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
      await expect(page.getByRole('alert').filter({ hasText: /newer/i })).toBeVisible();
      await frame.open('Settings');
      await page.getByRole('radio', { name: 'Light' }).check();
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
      expect(fs.readFileSync(path.join(dataDir, 'settings.json'), 'utf8')).toBe(newer);
    });
  });
});
