import fs from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { seriousFindings } from '../axe';
import { expect, test } from '../fixtures';
import { DiagnosticsPage } from '../pages/diagnostics-page';

test('checks say what they saw and are repaired, a report is seen before it is saved, the log comes as it is written', async ({
  dataDir,
  engine,
  page,
}) => {
  const diagnostics = new DiagnosticsPage(page);
  fs.chmodSync(dataDir, 0o755);

  await test.step('checks', async () => {
    await diagnostics.open();
    const first = diagnostics.check('D01');
    await expect(first).toContainText('Fine');
    await first.getByRole('button', { name: /^D01/ }).click();
    await expect(first.getByRole('list', { name: 'What was found' })).toContainText(engine.url);
    const folder = diagnostics.check('D19');
    await expect(folder).toContainText('Warning');
    await expect(folder.getByRole('group', { name: 'Command' })).toContainText(`chmod 700 ${dataDir}`);
    await folder.getByRole('button', { name: 'Close the folder' }).click();
    await expect(folder).toContainText('Fine');
    expect(fs.statSync(dataDir).mode & 0o777).toBe(0o700);
    await expect(diagnostics.checks.getByRole('status').first()).toContainText(/\d+ fine/, { timeout: 30_000 });
    expect(await seriousFindings(page)).toEqual([]);
  });

  await test.step('report', async () => {
    await diagnostics.tab('Bug report');
    await page.getByRole('button', { name: 'Gather the report' }).click();
    await diagnostics.files.getByRole('button', { name: /engine\.json/ }).click();
    await expect(page.getByRole('region', { name: 'Contents of engine.json' })).toContainText(engine.url);
    await expect(diagnostics.files.getByRole('checkbox', { name: 'Take containers.json in' })).not.toBeChecked();
    await diagnostics.files.getByRole('checkbox', { name: 'Take settings.json in' }).uncheck();
    expect(await seriousFindings(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save…' }).click(),
    ]);
    const saved = gunzipSync(fs.readFileSync(await download.path())).toString('utf8');
    // Names of files end so in a tar.
    expect(saved).toContain('/checks.txt\0');
    for (const left of ['settings.json', 'containers.json']) expect(saved).not.toContain(`/${left}\0`);
  });

  await test.step('log', async () => {
    await diagnostics.tab("Slipway's log");
    await expect(diagnostics.lines).toContainText('Slipway 0.');
    fs.renameSync(engine.socket, `${engine.socket}.away`);
    await expect(diagnostics.lines).toContainText(/lost|disconnected|ENOENT|socket/i);
    fs.renameSync(`${engine.socket}.away`, engine.socket);
    expect(await seriousFindings(page)).toEqual([]);
  });
});
