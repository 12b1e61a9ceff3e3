import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { expect, test } from '../fixtures';

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or critical. Evaluated by the debugger, which the page's policy does not bind. */
async function seriousFindings(page: Page): Promise<string[]> {
  const results = await page.evaluate<AxeResults>(`${axeSource}; axe.run()`);
  const serious = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}

for (const theme of ['dark', 'light'] as const) {
  test.describe(`axe, ${theme}`, () => {
    test.use({ dataFiles: { 'settings.json': JSON.stringify({ version: 1, theme }) } });

    test('finds nothing serious on any view', async ({ containers, frame, run, page }) => {
      // Colours are judged as they are, not on their way.
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
      for (const view of ['Engine', 'Settings'] as const) {
        await frame.open(view);
        expect(await seriousFindings(page)).toEqual([]);
      }
    });
  });
}
