import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seriousFindings } from '../axe';
import { expect, test as base } from '../fixtures';
import { watchForHits } from '../hostile-payloads';
import { LayersPage } from '../pages/layers-page';

const test = base.extend<{ layers: LayersPage; image: string }>({
  layers: async ({ page }, use) => use(new LayersPage(page)),

  /** Of three layers over busybox. */
  image: async ({ engine, run }, use) => {
    // The fixture that tidies up.
    expect(run).toBeDefined();
    let from = 'slipway/busybox:1';
    for (const [index, step] of STEPS.entries()) {
      const name = `step-${String(index)}`;
      await engine.docker('run', '--name', name, from, 'sh', '-c', step);
      from = `layered:${String(index)}`;
      await engine.docker('commit', '--change', 'LABEL step=yes', name, from);
      await engine.docker('rm', name);
    }
    await use(await engine.docker('images', '-q', '--no-trunc', from));
  },
});

const HOSTILE = '<img src=x onerror="globalThis.slipwayHit=1">';
const STEPS = [
  `mkdir -p /app/many /app/node_modules/pad; cd /app/many; for i in $(seq 1 700); do echo > file-$i; done; dd if=/dev/zero of=/app/big bs=1M count=4; echo one > /app/config; echo '{"name":"pad","version":"1.3.0","license":"MIT"}' > /app/node_modules/pad/package.json; touch '/app/${HOSTILE}'`,
  'rm /app/big; echo two > /app/config',
  'echo new > /app/added',
];

test.describe('layers', () => {
  test('a tree of each layer by keyboard: what it added, changed, removed, wasted; a long folder; a search', async ({
    layers,
    image,
    page,
    commandLog,
  }) => {
    const hits = watchForHits(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await layers.open(image);
    await expect(layers.layers.getByRole('option')).toHaveCount(4);
    await expect(layers.layer(/^Layer 2 .*4\.194 MB wasted/)).toBeVisible();
    await expect(layers.layer(/^Layer 4/)).toHaveAttribute('aria-selected', 'true');

    // The one below, by key; then into its tree.
    await layers.layer(/^Layer 4/).focus();
    await page.keyboard.press('ArrowUp');
    await expect(layers.layer(/^Layer 3/)).toBeFocused();
    await layers.file(/^app, folder/).focus();
    await page.keyboard.press('ArrowRight');
    await expect(layers.file('big, file, removed')).toBeVisible();
    await expect(layers.file('config, file, changed')).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(layers.file(/^many, folder/)).toBeFocused();
    expect(await seriousFindings(page)).toEqual([]);

    // Only some of a long folder come at once; the rest when its end is in sight.
    await page.keyboard.press('ArrowRight');
    await expect(layers.file('file-1, file')).toBeVisible();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await expect(layers.files).toHaveAttribute('aria-rowcount', /^7\d\d$/);

    await page.getByRole('button', { name: 'Removed' }).click();
    await expect(layers.file('big, file, removed')).toBeVisible();
    await expect(layers.file('config, file, changed')).toBeHidden();
    await page.getByRole('button', { name: 'Removed' }).click();
    await page.getByRole('searchbox', { name: 'Search paths' }).fill('app/CONF');
    await expect(layers.file('/app/config, file, changed')).toBeVisible();
    await page.getByRole('button', { name: 'Wasted by…' }).click();
    await expect(page.getByRole('list', { name: 'Wasted files' })).toContainText('/app/big');
    await page.keyboard.press('Escape');
    expect(await hits()).toEqual([]);
    await commandLog.open();
    await expect(commandLog.region).toContainText(/save sha256:[0-9a-f]+ \| tar -t/);
  });

  test('its packages as files, without a scanner; what differs to another image', async ({ layers, image, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
    await layers.open(image);
    await layers.tab('Packages');
    await expect(layers.packages.getByRole('row', { name: 'pad 1.3.0' })).toContainText('MIT');
    const begun = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CycloneDX' }).click();
    const download = await begun;
    expect(download.suggestedFilename()).toBe('layered-2.cdx.json');
    const file = path.join(os.tmpdir(), `slipway-${String(process.pid)}.cdx.json`);
    await download.saveAs(file);
    expect(fs.readFileSync(file, 'utf8')).toContain('pkg:npm/pad@1.3.0');
    fs.rmSync(file);
    await page.getByRole('button', { name: 'Licences' }).click();
    await expect(page.getByRole('list', { name: 'Licences' })).toContainText('MIT');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Vulnerabilities' }).click();
    await expect(page.getByRole('region', { name: 'Vulnerabilities' })).toContainText('No scanner is installed here');
    await expect.poll(() => seriousFindings(page)).toEqual([]);

    await layers.tab('Compare');
    await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'layered:0' });
    await expect(layers.differences.getByRole('row', { name: '/app/big, added' })).toContainText('4.194 MB');
    await expect(layers.differences.getByRole('row', { name: '/app/config, changed' })).toContainText('content');
    await expect(layers.differences.getByRole('row', { name: '/app/added, removed' })).toBeVisible();
    await page.getByRole('button', { name: /^Packages 0/ }).click();
    await expect(page.getByRole('heading', { name: 'Nothing differs' })).toBeVisible();
    await expect.poll(() => seriousFindings(page)).toEqual([]);
  });
});
