import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Dockerd } from '../../testing/dockerd.mjs';
import { seriousFindings } from '../axe';
import { test as base, expect, withEngine } from '../fixtures';
import { ImportPage } from '../pages/import-page';

const CONTEXT = 'other';
const IMAGE = 'slipway/busybox:1';

/** A second engine, which a docker context makes known. */
const test = base.extend<object, { other: Dockerd }>({
  other: [
    // eslint-disable-next-line no-empty-pattern -- Playwright finds a fixture's needs by this pattern
    async ({}, use) => withEngine(use),
    { scope: 'worker', timeout: 120_000 },
  ],
  dataDir: async ({ dataDir, other }, use) => {
    const id = createHash('sha256').update(CONTEXT).digest('hex');
    const folder = path.join(dataDir, 'docker-config/contexts/meta', id);
    fs.mkdirSync(folder, { recursive: true });
    const meta = { Name: CONTEXT, Metadata: {}, Endpoints: { docker: { Host: other.url, SkipTLSVerify: false } } };
    fs.writeFileSync(path.join(folder, 'meta.json'), JSON.stringify(meta));
    await use(dataDir);
  },
});

test('another engine is looked at, what is taken is told, and what was chosen comes over the same', async ({
  page,
  engine,
  other,
  tidied: _tidied,
}) => {
  await other.docker('tag', IMAGE, 'shop/api:1');
  await other.docker('volume', 'create', 'shop_data');
  await other.docker('run', '--rm', '-v', 'shop_data:/v', IMAGE, 'sh', '-c', 'echo precious > /v/f; chown 999 /v');
  await other.docker('network', 'create', 'shop_net');
  await engine.docker('volume', 'create', 'shop_data');
  const imports = new ImportPage(page);
  await imports.open();
  await imports.lookAt(CONTEXT);
  await expect(imports.choice('shop_data')).not.toBeChecked();
  await imports.choice('shop_data').check();
  await expect(page.getByRole('textbox', { name: 'New name of shop_data' })).toHaveValue('shop_data-imported');
  await expect(imports.choice('shop_net')).toBeChecked();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('combobox', { name: 'Where shop_data goes' }).selectOption('replace');
  await imports.importButton.click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('deleted first');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('combobox', { name: 'Where shop_data goes' }).selectOption('rename');
  await imports.importButton.click();
  await expect(imports.status).toContainText('there and the same', { timeout: 30_000 });
  await expect(imports.item('Volume shop_data')).toContainText('entries, the same at both ends');
  // The run is main's: another page sees it too.
  await page.reload();
  await expect(imports.item('Volume shop_data')).toContainText('there, and the same');
  const look = ['run', '--rm', '-v', 'shop_data-imported:/v', IMAGE, 'sh', '-c', 'cat /v/f; stat -c %u /v'];
  expect(await engine.docker(...look)).toBe('precious\n999');
  expect(await engine.docker('network', 'ls', '-q', '--filter', 'name=shop_net')).not.toBe('');
  await page.getByRole('button', { name: 'Close' }).click();
  await imports.lookAt(CONTEXT);
  await expect(page.getByText('imported and compared before')).toBeVisible();
});
