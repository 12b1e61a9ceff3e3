import fs from 'node:fs';
import path from 'node:path';
import { seriousFindings } from '../axe';
import { expect, test as base } from '../fixtures';
import { SettingsPage } from '../pages/settings-page';

const test = base.extend<{ settings: SettingsPage; stored: () => unknown }>({
  settings: async ({ page }, use) => use(new SettingsPage(page)),
  stored: async ({ dataDir }, use) =>
    use((): unknown => JSON.parse(fs.readFileSync(path.join(dataDir, 'settings.json'), 'utf8'))),
});

test.describe('settings', () => {
  test(
    'are found, changed, refused, kept and reset by the keyboard',
    { tag: '@anywhere' },
    async ({ frame, settings, page, stored }) => {
      await frame.open('Settings');
      const scheme = page.locator('html');
      await settings.choice('Theme', 'Dark').check();
      await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
      await settings.choice('Theme', 'Light').check();
      await page.reload();
      await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
      await expect.poll(stored).toMatchObject({ version: 1, theme: 'light' });
      await page.keyboard.press('/');
      await expect(settings.search).toBeFocused();
      await settings.find('fontsize terminal');
      await expect(settings.section('Terminal').getByRole('listitem')).toHaveCount(1);
      await expect(settings.section('Appearance')).toBeHidden();
      const size = page.getByRole('textbox', { name: 'Font size of terminals' });
      await size.fill('99');
      await size.press('Enter');
      await expect(size).toHaveAccessibleDescription(/A whole number from 8 to 32\./);
      await expect(size).toHaveValue('99');
      await size.fill('15');
      await size.press('Enter');
      await expect.poll(stored).toMatchObject({ $schema: './settings.schema.json', terminal: { fontSize: 15 } });
      await expect(settings.row('terminal.fontSize')).toContainText('Changed');
      await settings
        .row('terminal.fontSize')
        .getByRole('button', { name: 'Reset “Font size of terminals” to 13 px' })
        .click();
      await expect(size).toHaveValue('13');
      await settings.find('');
      await page.getByRole('checkbox', { name: 'Screen reader in terminals' }).check();
      await page.getByRole('textbox', { name: 'Font of terminals' }).fill('Menlo');
      await page.keyboard.press('Tab');
      await expect.poll(stored).toMatchObject({ terminal: { font: 'Menlo', screenReader: true } });
      await settings.section('Terminal').getByRole('button', { name: 'Reset 2 settings…' }).click();
      await expect(settings.alert).toContainText('Font of terminals: Menlo, then nothing');
      await settings.alert.getByRole('button', { name: 'Reset', exact: true }).click();
      await expect.poll(stored).toMatchObject({ theme: 'light', terminal: {} });
      await page.getByRole('button', { name: 'Add a pattern' }).click();
      await page.getByRole('textbox', { name: 'Pattern 1', exact: true }).fill('ERROR');
      await page.keyboard.press('Enter');
      await expect.poll(stored).toMatchObject({ notifications: { patterns: [{ text: 'ERROR', regex: false }] } });
      await settings.choice('Theme', 'System').check();
      expect(await seriousFindings(page)).toEqual([]);
    },
  );

  test(
    'an edit of the file counts at once, and what does not is told',
    { tag: '@anywhere' },
    async ({ frame, settings, page, dataDir }) => {
      const file = path.join(dataDir, 'settings.json');
      await frame.open('Settings');
      await page.goto(new URL('/settings?key=bin.hours', page.url()).href);
      const hours = page.getByRole('textbox', { name: 'Kept for' });
      await expect(hours).toBeFocused();
      await expect(hours).toBeInViewport();
      fs.writeFileSync(file, '{"version":1,"bin":{"hours":48},"logs":{"fontSize":"<b>"},"thme":1}');
      await expect(hours).toHaveValue('48');
      const unused = settings.section('Not in use');
      await expect(unused).toContainText(/thme\s*There is no such setting/);
      await expect(unused).toContainText(/logs\.fontSize.*received "<b>".*The default counts: 12/s);
      await unused.getByRole('button', { name: 'Take thme out of the file' }).click();
      await expect(unused).not.toContainText('thme');
      fs.writeFileSync(file, '{\n  "bin": { "hours": 24, }\n}');
      await expect(page.getByRole('alert').filter({ hasText: 'since it was edited' })).toContainText(
        'Line 2, column 25',
      );
      await expect(hours).toHaveValue('48');
      fs.writeFileSync(file, '{"version":1,"bin":{"hours":12}}');
      await expect(hours).toHaveValue('12');
      await expect(page.getByRole('alert')).toHaveCount(0);
    },
  );

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

    test(
      'is read as far as known and never overwritten',
      { tag: '@anywhere' },
      async ({ frame, settings, page, dataDir }) => {
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
        await expect(page.getByRole('alert').filter({ hasText: /newer/i })).toBeVisible();
        await frame.open('Settings');
        await settings.choice('Theme', 'Light').check();
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
        expect(fs.readFileSync(path.join(dataDir, 'settings.json'), 'utf8')).toBe(newer);
      },
    );
  });
});
