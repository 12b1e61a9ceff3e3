import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Dockerd } from '../../testing/dockerd.mjs';
import { seriousFindings } from '../axe';
import { expect, test } from '../fixtures';
import { VolumesPage } from '../pages/volumes-page';

const IMAGE = 'slipway/busybox:1';
const inside = (engine: Dockerd, volume: string, script: string): Promise<string> =>
  engine.docker('run', '--rm', '-v', `${volume}:/v`, IMAGE, 'sh', '-c', `cd /v && ${script}`);

test.beforeEach(({ tidied: _tidied }) => undefined);

test('volumes are made, told apart, measured and deleted', async ({ engine, run, page, commandLog }) => {
  await run('web', '-v', 'used:/data', '-v', '/anon');
  await inside(engine, 'used', 'head -c 5000000 /dev/zero > zeros');
  await engine.docker('volume', 'create', 'idle');
  const volumes = new VolumesPage(page);
  await volumes.open();
  await expect(volumes.row('anonymous of web:/anon')).toBeVisible();
  await expect(volumes.row('used')).toContainText('web');
  await volumes.filter.fill('unused');
  await expect(volumes.row('idle')).toBeVisible();
  await expect(volumes.row('used')).toBeHidden();
  await volumes.filter.fill('');
  await expect(volumes.row('used').getByTitle('Not measured yet: see Sizes')).toBeVisible();
  await page.getByRole('button', { name: 'Sizes' }).click();
  await expect(volumes.row('used').getByRole('gridcell', { name: /^5 MB measured \S/ })).toBeVisible();
  await expect(volumes.row('used').getByTitle(/^Measured \S/)).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'New volume' }).click();
  const name = volumes.dialog.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('idle');
  await expect(volumes.dialog).toContainText('There is a volume of this name already');
  await name.fill('share');
  await volumes.dialog.getByRole('radio', { name: 'SMB/CIFS share' }).check();
  await volumes.dialog.getByRole('textbox', { name: 'Server' }).fill('nas');
  await volumes.dialog.getByRole('textbox', { name: 'Share' }).fill('media');
  await volumes.dialog.getByRole('textbox', { name: 'User' }).fill('me');
  await volumes.dialog.getByLabel('Password', { exact: true }).fill('hunter2');
  await expect(volumes.dialog).toContainText('keeps the password in clear');
  await expect(volumes.dialog.getByRole('group', { name: 'Command' })).toContainText('--opt device=//nas/media');
  await expect(volumes.dialog.getByRole('group', { name: 'Command' })).not.toContainText('hunter2');
  expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
  await volumes.dialog.getByRole('button', { name: 'Create' }).click();
  const share = page.getByRole('region', { name: 'Volume share' });
  await expect(share).toContainText('password=••••••');
  expect(await engine.docker('volume', 'inspect', '-f', '{{.Options.o}}', 'share')).toContain('password=hunter2');
  await page.keyboard.press('Escape');

  await volumes.row('used').focus();
  await page.keyboard.press('Delete');
  await expect(volumes.alert).toContainText('It is in use, and stays');
  await expect(volumes.alert.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await volumes.alert.getByRole('button', { name: 'Cancel' }).click();
  await volumes.more('Delete unused…');
  await expect(volumes.alert).toContainText('There are none of these');
  await volumes.alert.getByRole('radio', { name: /^All unused/ }).check();
  await expect(volumes.alert.getByRole('list', { name: 'Volumes that are deleted' })).toContainText('idle');
  await volumes.alert.getByRole('button', { name: 'Delete 2 volumes' }).click();
  await expect(page.getByRole('region', { name: 'Removal' })).toContainText('2 volumes deleted, 0 B of 0 B promised');
  await expect(volumes.row('idle')).toBeHidden();
  await commandLog.open();
  await expect(commandLog.region).toContainText('volume rm idle');
});

test('files, clones, tars, and what is emptied', async ({ engine, run, page, dataDir }) => {
  await inside(engine, 'data', 'mkdir sub && printf hello > sub/file && ln -s sub/file link');
  const volumes = new VolumesPage(page);
  await volumes.open();
  await volumes.openDetails('data');
  await page.getByRole('tab', { name: 'Files' }).click();
  await expect(page.getByRole('treegrid', { name: 'Files' }).getByRole('row', { name: /^link, / })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Upload' })).toBeHidden();
  await page.getByRole('checkbox', { name: 'Allow changes' }).check();
  await expect(page.getByRole('button', { name: 'Upload' })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await volumes.contextMenu('data', 'Clone…');
  await volumes.dialog.getByRole('button', { name: 'Clone' }).click();
  await expect(volumes.work('Clone of data')).toContainText('Done');
  expect(await inside(engine, 'data-copy', 'cat link')).toBe('hello');

  await volumes.contextMenu('data', 'Export…');
  const download = page.waitForEvent('download');
  await volumes.dialog.getByRole('button', { name: 'Export' }).click();
  const tar = path.join(dataDir, 'data.tar');
  await (await download).saveAs(tar);
  await expect(volumes.work('Export of data')).toContainText('Done');
  const sum = createHash('sha256').update(fs.readFileSync(tar)).digest('hex');
  await expect(volumes.work('Export of data')).toContainText(sum.slice(0, 16));

  await volumes.more('Import a tar…');
  await volumes.dropFiles('one.tar', 'two.tar');
  await expect(volumes.dialog).toContainText('One file at a time: these are 2.');
  await volumes.dropFiles(tar);
  await expect(volumes.dialog).not.toContainText('One file at a time');
  await expect(volumes.dialog.getByRole('button', { name: 'File' })).toContainText('data.tar');
  await volumes.dialog.getByRole('textbox', { name: 'Name of the volume' }).fill('again');
  await volumes.dialog.getByRole('textbox', { name: /^SHA-256/ }).fill(`${sum}  data.tar`);
  expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
  await volumes.dialog.getByRole('button', { name: 'Import' }).click();
  await expect(volumes.work('Import of again')).toContainText('entries written');
  expect(await inside(engine, 'again', 'cat link')).toBe('hello');

  await run('holder', '-v', 'again:/data');
  await expect(volumes.row('again')).toContainText('holder');
  await volumes.contextMenu('again', 'Empty…');
  const empty = volumes.alert.getByRole('button', { name: 'Empty' });
  await expect(empty).toBeDisabled();
  await volumes.alert.getByRole('textbox').fill('again');
  await empty.click();
  await expect(volumes.work('Empty of again')).toContainText('Done');
  expect(await inside(engine, 'again', 'ls -A')).toBe('');
});

test('backups are made, checked and restored', async ({ engine, page, dataDir }) => {
  await inside(engine, 'data', 'printf first > file');
  const folder = path.join(dataDir, 'backups');
  fs.mkdirSync(folder);
  const volumes = new VolumesPage(page);
  await volumes.open();
  await volumes.openDetails('data');
  await page.getByRole('tab', { name: 'Backups' }).click();
  await page.getByRole('button', { name: 'Set up backups' }).click();
  await volumes.dialog.getByRole('textbox', { name: 'Folder' }).fill(`${folder}/none`);
  await page.keyboard.press('Tab');
  await expect(volumes.dialog.getByRole('textbox', { name: 'Folder' })).toHaveAccessibleDescription(/cannot be used/);
  await volumes.dialog.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await page.keyboard.press('Tab');
  await expect(volumes.dialog).toContainText('It is there, and can be written to.');
  await volumes.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Every day at 02:30')).toBeVisible();
  await page.getByRole('button', { name: 'Back up now' }).click();
  const backups = page.getByRole('list', { name: 'Backups' });
  await expect(backups.getByRole('listitem')).toHaveCount(1);
  expect(await seriousFindings(page)).toEqual([]);
  await backups.getByRole('button', { name: /^Check / }).click();
  await expect(volumes.work('Check of data')).toContainText('Whole');
  await inside(engine, 'data', 'printf later > file');
  await backups.getByRole('button', { name: 'Restore…' }).click();
  await volumes.alert.getByRole('radio', { name: 'Over this volume' }).check();
  await expect(volumes.alert).toContainText('All that is in it now is lost');
  await volumes.alert.getByRole('button', { name: 'Restore' }).click();
  await expect(volumes.work('Restore of data')).toContainText('entries written');
  expect(await inside(engine, 'data', 'cat file')).toBe('first');
});
