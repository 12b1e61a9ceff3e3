import fs from 'node:fs';
import path from 'node:path';
import type { Dockerd } from '../../testing/dockerd.mjs';
import { seriousFindings } from '../axe';
import { expect, test } from '../fixtures';
import { ImagesPage } from '../pages/images-page';

const IMAGE = 'slipway/busybox:1';

const idOf = (engine: Dockerd, name: string): Promise<string> =>
  engine.docker('image', 'inspect', '-f', '{{.Id}}', name);

/** An image of its own with this label. */
async function make({ docker }: Dockerd, name: string): Promise<void> {
  const container = await docker('create', IMAGE, 'true');
  await docker('commit', '-c', `LABEL made=${name}`, '-c', 'ENV API_TOKEN=hunter2', container, name);
  await docker('rm', container);
}

test.beforeEach(({ tidied: _tidied }) => undefined);

test('images are listed live, named, told apart and deleted by plan', async ({ engine, run, page, commandLog }) => {
  await make(engine, 'team/app:1');
  await run('web');
  const images = new ImagesPage(page);
  await images.open();
  await expect(images.row(IMAGE)).toContainText('web');
  await expect(images.row('team/app:1')).toContainText('unused');
  await expect(images.row('team/app:1')).toContainText('linux/');
  await images.filter.fill('used:no label:made=team/app:1');
  await expect(images.row('team/app:1')).toBeVisible();
  await expect(images.row(IMAGE)).toBeHidden();
  await images.filter.fill('');
  await page.getByRole('button', { name: 'Sizes' }).click();
  const size = Number(await engine.docker('image', 'inspect', '-f', '{{.Size}}', IMAGE));
  await expect(images.row('team/app:1')).toContainText(`${(size / 1e6).toPrecision(4)} MB`);

  const details = await images.openDetails('team/app:1');
  await expect(details).toContainText('API_TOKEN=••••••••');
  await details.getByRole('tab', { name: 'History' }).click();
  await expect(details.getByRole('list', { name: 'History' })).toBeVisible();
  await details.getByRole('tab', { name: 'Inspect JSON' }).click();
  await expect(details.getByRole('group', { name: 'JSON' })).toContainText('"RepoTags"');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await images.contextMenu('team/app:1', 'Tag…');
  await images.dialog.getByRole('textbox', { name: 'New name' }).fill(IMAGE);
  await expect(images.dialog).toContainText('would be left dangling');
  await expect(images.dialog.getByRole('button', { name: 'Tag' })).toBeDisabled();
  await images.dialog.getByRole('textbox', { name: 'New name' }).fill('Team/App');
  await images.dialog.getByRole('button', { name: 'Tag' }).click();
  await expect(images.dialog).toContainText('cannot be called');
  await images.dialog.getByRole('textbox', { name: 'New name' }).fill('team/application:stable');
  expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
  await images.dialog.getByRole('button', { name: 'Tag' }).click();
  await expect(images.row('team/app:1')).toContainText('+1');
  expect(await idOf(engine, 'team/application:stable')).toBe(await idOf(engine, 'team/app:1'));
  await images.contextMenu('team/app:1', 'Untag…');
  await images.alert.getByRole('radio', { name: 'team/app:1' }).check();
  await images.alert.getByRole('button', { name: 'Untag' }).click();
  await expect(images.row('team/application:stable')).toBeVisible();

  await images.row(IMAGE).focus();
  await page.keyboard.press('Delete');
  await expect(images.alert).toContainText('left alone');
  await expect(images.alert.getByRole('button', { name: 'Delete', exact: true })).toBeDisabled();
  await images.alert.getByRole('button', { name: 'Cancel' }).click();
  await engine.docker('create', '--name', 'idle', 'team/application:stable');
  await images.contextMenu('team/application:stable', 'Delete…');
  const confirm = images.alert.getByRole('button', { name: 'Delete', exact: true });
  await expect(images.alert).toContainText('idle');
  await expect(confirm).toBeDisabled();
  await images.alert.getByRole('checkbox', { name: 'Delete by force' }).check();
  expect(await seriousFindings(page, '[role=alertdialog]')).toEqual([]);
  await confirm.click();
  await expect(images.removal).toContainText('1 image deleted');
  await expect(images.row('team/application:stable')).toBeHidden();
  await commandLog.open();
  await expect(commandLog.region).toContainText('rmi --force sha256:');
});

test('what is saved is loaded again as it was, and a broken file leaves nothing', async ({ engine, page, dataDir }) => {
  await make(engine, 'round:1');
  const id = await idOf(engine, 'round:1');
  const images = new ImagesPage(page);
  await images.open();
  const download = page.waitForEvent('download');
  await images.contextMenu('round:1', 'Save…');
  const tar = path.join(dataDir, 'round-1.tar');
  await (await download).saveAs(tar);
  await expect(images.work('Save of round-1.tar')).toContainText('Done');
  await engine.docker('rmi', 'round:1');
  await expect(images.row('round:1')).toBeHidden();

  const broken = path.join(dataDir, 'broken.tar');
  const bytes = fs.readFileSync(tar);
  fs.writeFileSync(broken, bytes.subarray(0, bytes.length / 2));
  await images.load(broken);
  await expect(images.work('Load of broken.tar')).toContainText('This is no whole tar archive');
  await expect(images.work('Load of broken.tar')).toContainText('The engine has kept nothing of it');
  expect(await engine.docker('images', '-q', 'round')).toBe('');

  // Dropped, as from a file manager.
  const dropped = await page.evaluateHandle((base64) => {
    const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'dropped.tar'));
    return transfer;
  }, bytes.toString('base64'));
  for (const type of ['dragenter', 'dragover', 'drop'])
    await images.grid.dispatchEvent(type, { dataTransfer: dropped });
  await expect(images.work('Load of dropped.tar')).toContainText('Loaded round:1');
  expect(await idOf(engine, 'round:1')).toBe(id);
  await expect(images.row('round:1')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await engine.docker('rmi', 'round:1');
});

test('repositories fold, and many are deleted, by keyboard; unused ones by a dry run', async ({ engine, page }) => {
  for (const name of ['team/app:1', 'team/app:2', 'lone:1']) await make(engine, name);
  await make(engine, 'team/app:3');
  await make(engine, 'team/app:3');
  const images = new ImagesPage(page);
  await images.open();
  await expect(images.group('team/app')).toContainText('3 images');
  await images.group('team/app').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(images.row('team/app:1')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(images.row('team/app:1')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(images.selection).toContainText('3 selected');
  await page.keyboard.press('Delete');
  await expect(images.alert.getByRole('list', { name: 'Names that go' }).getByRole('listitem')).toHaveCount(3);
  await images.alert.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(images.removal).toContainText('3 images deleted');
  await expect(images.group('team/app')).toBeHidden();

  await images.more('Delete unused…');
  await expect(images.alert.getByRole('radio', { name: 'Dangling ones, without a name (1)' })).toBeChecked();
  await expect(images.alert).toContainText('It frees');
  expect(await seriousFindings(page, '[role=alertdialog]')).toEqual([]);
  await images.alert.getByRole('button', { name: 'Delete 1 image' }).click();
  await expect(images.removal).toContainText(/1 image deleted, .* freed, .* promised/);
  await expect(images.row('lone:1')).toBeVisible();
  expect(await engine.docker('images', '-q', '-f', 'dangling=true')).toBe('');
  await engine.docker('rmi', 'lone:1');
});
